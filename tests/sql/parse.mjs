// Every table and statement of every *.sql file, parsed by PostgreSQL's own parser: what stands there must be what both
// databases take. Prints what it refuses, then how many it parsed.
import { readFileSync } from "node:fs";
import { loadModule, parse } from "libpg-query";

await loadModule();
let refused = 0;
let parsed = 0;
for (const file of process.argv.slice(2)) {
  const blocks = readFileSync(file, "utf8").split(/^-- (?=(?:table|write|read|own|operate) )/m).slice(1);
  if (blocks.length === 0) {
    console.log(`${file}: no block`);
    ++refused;
  }
  for (const block of blocks) {
    const end = block.indexOf("\n");
    try {
      await parse(block.slice(end + 1).trim());
      ++parsed;
    } catch (error) {
      console.log(`${file}: ${block.slice(0, end)}: ${error.message}`);
      ++refused;
    }
  }
}
console.log(`parsed ${parsed}, refused ${refused}`);
process.exit(refused === 0 && parsed > 0 ? 0 : 1);
