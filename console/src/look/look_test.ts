import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = (ending: RegExp) =>
  readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name) && !name.includes("_test."))
    .map((name) => ({ name, text: readFileSync(`src/${name}`, "utf8") }));

test("styles say start and end, not left and right: Arabic mirrors the page by itself", () => {
  const physical =
    /(?<![\w-])((margin|padding|border)-(left|right|top|bottom)\b|(left|right|top|bottom|width|height):|text-align: (left|right)|(min|max)-(width|height):)/;
  const found = files(/\.css$/).flatMap(({ name, text }) =>
    text
      .split("\n")
      .filter((line) => physical.test(line) && !line.includes("@media"))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
  const in_code = files(/\.tsx$/).flatMap(({ name, text }) =>
    [...text.matchAll(/\s(ml|mr|pl|pr|ta)=["{]["']?(left|right)?|\b(margin|padding)(Left|Right)\b/g)].map(
      ([what]) => `${name}: ${what}`,
    ),
  );
  expect(in_code).toEqual([]);
});

test("every component of Mantine that is used has its styles, and no other has", () => {
  const sheet = readFileSync("src/look/mantine.css", "utf8");
  const listed = [...sheet.matchAll(/styles\/([A-Z]\w+)\.css/g)].map(([, name]) => name ?? "");
  const used = files(/\.tsx$/).flatMap(({ text }) =>
    [...text.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(([, names]) =>
      (names ?? "").split(",").map((name) => name.trim()),
    ),
  );
  const sheets = (name: string) => existsSync(`node_modules/@mantine/core/styles/${name}.css`);
  expect(used.filter((name) => sheets(name) && !listed.includes(name))).toEqual([]);
  expect(listed.filter((name) => !sheets(name))).toEqual([]);
  // What the components above are made of.
  const inside = [
    "ScrollArea",
    "UnstyledButton",
    "VisuallyHidden",
    "Popover",
    "CloseButton",
    "Overlay",
    "ModalBase",
  ];
  inside.push("Input", "InlineInput", "Combobox", "RadioCard", "RadioIndicator", "Loader", "ActionIcon");
  expect(listed.filter((name) => !used.includes(name) && !inside.includes(name))).toEqual([]);
});
