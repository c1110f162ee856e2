// Makes src/api/schema.ts of src/api/openapi.json: `node scripts/schema.mjs`; with --check it only says whether the one
// is what the other makes. A test of the server holds the document against what it answers.
import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

const [document_path, target] = ["src/api/openapi.json", "src/api/schema.ts"];
const { schemas } = JSON.parse(readFileSync(document_path, "utf8")).components;

/// given_grant: GivenGrant
const type_name = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase());

/// Choices are a list that a form can offer, and a type; they are called as the place where they stand.
const choices = [];
function choice_of(values, name) {
  choices.push(`export const ${name} = ${JSON.stringify(values)} as const;`);
  return `(typeof ${name})[number]`;
}

const members_of = (schema, name) =>
  Object.entries(schema.properties)
    .map(([member, of]) => {
      const mark = schema.required?.includes(member) ? "" : "?";
      return `${member}${mark}: ${type_of(of, `${name}_${member}`)};`;
    })
    .join("\n");

function object_of(schema, name) {
  if (schema.properties) return `{ ${members_of(schema, name)} }`;
  const of = schema.additionalProperties;
  return `Record<string, ${of ? type_of(of, name) : "unknown"}>`;
}

function type_of(schema, name) {
  if (schema.$ref) return type_name(schema.$ref.split("/").at(-1));
  if (schema.anyOf) return schema.anyOf.map((one) => type_of(one, name)).join(" | ");
  if (schema.enum) return choice_of(schema.enum, name);
  switch (schema.type) {
    case "object":
      return object_of(schema, name);
    case "array":
      return `(${type_of(schema.items, name)})[]`;
    case "integer":
      return "number";
    case undefined:
      return "unknown";
    default:
      return schema.type;
  }
}

const types = Object.entries(schemas).map(
  ([name, schema]) => `export interface ${type_name(name)} { ${members_of(schema, name)} }`,
);
const text = [
  "// Made by scripts/schema.mjs of openapi.json, which the server's tables make: not to be changed by hand.",
  ...choices,
  ...types,
].join("\n\n");
const made = await format(text, { ...(await resolveConfig(target)), parser: "typescript" });

if (!process.argv.includes("--check")) {
  writeFileSync(target, made);
} else if (readFileSync(target, "utf8") !== made) {
  console.error(`${target} is not what ${document_path} makes: node scripts/schema.mjs`);
  process.exit(1);
}
