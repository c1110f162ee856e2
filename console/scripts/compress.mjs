// Makes dist/ ready to be put into the server: beside each file that gets smaller a .gz and a .br, and in files.tsv what
// the server must know of each: path, type, and how long it may be kept.
//   immutable  its name holds its digest: kept for ever
//   revalidate its name stays: asked for again
//   render     index.html: __NONCE__ is replaced in every response, never kept
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const types = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  woff2: "font/woff2",
};

rmSync("dist/.vite", { recursive: true, force: true });
const files = readdirSync("dist", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice("dist/".length))
  .sort();

const rows = files.map((file) => {
  const type = types[file.slice(file.lastIndexOf(".") + 1)];
  if (!type) throw new Error(`${file}: of no type that the server is told of`);
  if (file === "index.html") return `${file}\t${type}\trender`;
  const bytes = readFileSync(`dist/${file}`);
  const packed = {
    gz: gzipSync(bytes, { level: 9 }),
    br: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  };
  for (const [ending, smaller] of Object.entries(packed)) {
    if (smaller.length < bytes.length * 0.95) writeFileSync(`dist/${file}.${ending}`, smaller);
  }
  return `${file}\t${type}\t${file.startsWith("assets/") ? "immutable" : "revalidate"}`;
});
writeFileSync("dist/files.tsv", rows.join("\n") + "\n");
console.log(`files ${rows.length}`);
