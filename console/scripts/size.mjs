// Holds the first view to its budget: HTML, scripts and styles that are fetched before anything can be read, the largest
// language, and the largest page, each as gzip sends it. The typeface is counted apart.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = { first_view: 250_000, fonts: 110_000 };
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const gzipped = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

/// The files that `name` needs at once: itself, what it imports, and their styles.
function files_of(name, found = new Set()) {
  const chunk = manifest[name];
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const sheet of chunk.css ?? []) found.add(sheet);
  for (const one of chunk.imports ?? []) files_of(one, found);
  return found;
}

const sum = (files) => [...files].reduce((total, file) => total + gzipped(file), 0);
const entry = files_of("index.html");
const lazily = Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry);
const beyond = (name) => sum([...files_of(name)].filter((file) => !entry.has(file)));
const largest = (names) => Math.max(...names.map(beyond));

const shell = gzipped("index.html") + sum(entry);
const language = largest(lazily.filter((name) => name.startsWith("src/text/")));
const page = largest(lazily.filter((name) => !name.startsWith("src/text/")));
const fonts = readdirSync("dist/assets")
  .filter((name) => name.endsWith(".woff2"))
  .reduce((total, name) => total + statSync(`dist/assets/${name}`).size, 0);

const first_view = shell + language + page;
console.log(
  `size shell ${shell} language ${language} page ${page} first_view ${first_view} of ${budget.first_view}`,
);
console.log(`size fonts ${fonts} of ${budget.fonts}`);
if (first_view > budget.first_view || fonts > budget.fonts) process.exit(1);
