// Writes dist/licences.txt: the licences of what is inside the console, which ask to travel with it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
// The typeface is used by the build alone, but is inside what it builds.
const is_inside = ([path, entry]) =>
  path.startsWith("node_modules/") &&
  !entry.devOptional &&
  !entry.optional &&
  (!entry.dev || path.includes("@fontsource/"));

const parts = Object.entries(lock.packages)
  .filter(is_inside)
  .map(([path, entry]) => {
    const file = readdirSync(path).find((name) => /^licen[cs]e(\.|$)/i.test(name));
    const text = file ? readFileSync(`${path}/${file}`, "utf8").trim() : "";
    return `${path.slice("node_modules/".length)} ${entry.version} (${entry.license})\n\n${text}`.trim();
  });
writeFileSync("dist/licences.txt", parts.join("\n\n" + "-".repeat(80) + "\n\n") + "\n");
console.log(`licences ${parts.length}`);
