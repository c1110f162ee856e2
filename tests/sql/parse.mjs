// Every table and statement of every *.sql file, parsed by PostgreSQL's own parser: what stands there must be what both
// databases take. Prints what it refuses, then how many it parsed.
import { readFileSync } from "node:fs";
import { loadModule, parse } from "libpg-query";

await loadModule();
let refused = 0;
let parsed = 0;
// What {visible x} and the like stand for, as the store puts it in.
const forms = new Map();
const headings = /^-- (?=(?:table|write|read|own|operate|require|form|migrate) )/m;
const blocksOf = (file) => readFileSync(file, "utf8").split(headings).slice(1);
const sqlOf = (block) => block.slice(block.indexOf("\n") + 1).trim();
for (const file of process.argv.slice(2)) {
  for (const block of blocksOf(file)) {
    if (block.startsWith("form ")) forms.set(block.slice(5, block.indexOf("\n")).trim(), sqlOf(block));
  }
}
// Each way in which a reader puts a statement ("form visible narrow"), and the plain one.
const ways = () => ["", ...new Set([...forms.keys()].filter((name) => name.includes(" ")).map((name) => name.split(" ")[1]))];
const filled = (sql, way) =>
  sql.replace(/\{(\w+)(?: ([^}]+))?\}/g, (whole, form, x) => {
    const text = forms.get(`${form} ${way}`) ?? forms.get(form);
    return text?.replace("{}", x) ?? whole;
  });
for (const file of process.argv.slice(2)) {
  const blocks = blocksOf(file);
  if (blocks.length === 0) {
    console.log(`${file}: no block`);
    ++refused;
  }
  for (const block of blocks) {
    const end = block.indexOf("\n");
    if (block.startsWith("form ")) continue;
    try {
      for (const way of ways()) await parse(filled(sqlOf(block), way));
      ++parsed;
    } catch (error) {
      console.log(`${file}: ${block.slice(0, end)}: ${error.message}`);
      ++refused;
    }
  }
}
console.log(`parsed ${parsed}, refused ${refused}`);
process.exit(refused === 0 && parsed > 0 ? 0 : 1);
