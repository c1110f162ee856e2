// Inventories and imports as the API has them, in memory.
import { id } from "./mock_data.mjs";
import { begin_job } from "./mock_node.mjs";
import { page_of, resources } from "./mock_things.mjs";

/// An inventory is a list of "name version" lines.
export function on_inventories({ state, request, send, refuse, wanted, part, query, bytes }) {
  const components_of = (text) =>
    text
      .trim()
      .split("\n")
      .map((line) => line.trim().split(" "))
      .map(([name, version]) => ({ name, version, purl: `pkg:generic/${name}@${version}` }));
  if (request.method === "POST") {
    const key = request.headers["idempotency-key"];
    state.writes.push({ method: "POST", resource: "inventories", key, body: {} });
    if (state.answers.has(key)) return send(...state.answers.get(key));
    const text = bytes.toString();
    if (text.includes("nonsense")) return refuse(422, { detail: "This is no inventory that is known." });
    const asset = state.assets.find((one) => one.id === query.get("asset"));
    const components = components_of(text);
    const made = {
      id: id(),
      asset: asset.id,
      organisation: asset.organisation,
      at: Date.now() + state.inventories.length,
      name: query.get("name"),
      format: "packages",
      components: components.length,
      refused: 1,
    };
    state.inventories.push({ shown: made, components });
    state.answers.set(key, [201, made]);
    return send(201, made);
  }
  const of = (asset) => state.inventories.filter(({ shown }) => shown.asset === asset).reverse();
  if (!wanted)
    return send(
      200,
      page_of(
        of(query.get("asset")).map(({ shown }) => shown),
        query,
      ),
    );
  const found = state.inventories.find(({ shown }) => shown.id === wanted);
  if (!found) return refuse(404);
  if (part === "components") return send(200, page_of(found.components, query));
  if (part === "differences") return send(200, differences(found, of(found.shown.asset)));
  return send(200, found.shown);
}

function differences(found, all) {
  const before = all[all.indexOf(found) + 1];
  if (!before) return { before: null, added: [], removed: [], changed: [] };
  const other = (list, { name }) => list.find((one) => one.name === name);
  const { components } = found;
  return {
    before: before.shown.id,
    added: components.filter((one) => !other(before.components, one)),
    removed: before.components.filter((one) => !other(components, one)),
    changed: components.flatMap((one) => {
      const was = other(before.components, one);
      return was && was.version !== one.version
        ? [{ name: one.name, from: was.version, to: one.version }]
        : [];
    }),
  };
}

const heads = {
  name: "name",
  nom: "names.fr",
  "nom arabe": "names.ar",
  secteur: "sector",
  région: "region",
  organisation: "organisation",
  fonction: "role",
  courriel: "channels.mail",
  type: "kind",
};
const french = { "names.fr": "Nom (français)", sector: "Secteur", region: "Région", kind: "Type" };
const fields_of = {
  organisations: ["id", "names.en", "names.fr", "names.ar", "sector", "kind", "region", "criticality"],
  contacts: ["id", "organisation", "kind", "name", "role", "channels.mail", "channels.telephone", "verified"],
  networks: ["id", "organisation", "value", "since", "until"],
  assets: ["id", "organisation", "name", "kind", "exposure", "criticality", "owner"],
};
const sectors = { santé: "healthcare", éducation: "education", eau: "water" };

/// Semicolons, a first line of headings; Windows-1252 where it is no UTF-8.
function table_of(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  const [head, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(";"));
  return { head, rows };
}

export function on_imports({ state, session, send, wanted, query, bytes }) {
  const { head, rows } = table_of(bytes);
  const given = [...query.keys()].some((key) => key.startsWith("map."));
  const field_of = (heading) => {
    if (given)
      return [...query].find(([key, value]) => key.startsWith("map.") && value === heading)?.[0].slice(4);
    const known = heads[heading.toLowerCase()];
    return fields_of[wanted].includes(known) ? known : undefined;
  };
  const columns = head.map((heading, at) => ({
    heading,
    field: field_of(heading) ?? null,
    samples: rows.slice(0, 3).map((row) => row[at] ?? ""),
  }));
  state.imports.push({ resource: wanted, mode: query.get("mode"), query: String(query) });
  const needs = resources[wanted].needs;
  const counts = { read: rows.length, new: 0, changed: 0, same: 0, refused: 0 };
  const [preview, refused, writes] = [[], [], []];
  rows.forEach((cells, at) => {
    const line = at + 2;
    const item = {};
    columns.forEach(({ field }, column) => {
      const value = cells[column] ?? "";
      if (!field || value === "") return;
      const [first, second] = field.split(".");
      if (first === "channels") item.channels = [{ kind: second, address: value }];
      else if (second) item[first] = { ...item[first], [second]: value };
      else item[field] = field === "sector" ? (sectors[value.toLowerCase()] ?? "") : value;
    });
    if (query.get("organisation")) item.organisation ??= query.get("organisation");
    const missing = needs.find((need) => !item[need]);
    if (missing) {
      counts.refused += 1;
      writes.push(() => undefined);
      refused.push({
        line,
        code: "import_missing",
        reason: `« ${missing} » manque ou n’est pas reconnu.`,
        cells,
      });
      return;
    }
    const same_name = (one) => (one.names ? one.names.fr === item.names?.fr : one.name === item.name);
    const found = state[wanted].find(same_name);
    const differs = found && Object.keys(item).some((key) => key !== "names" && found[key] !== item[key]);
    const one = found ? (differs ? "changed" : "same") : "new";
    counts[one] += 1;
    preview.push({ line, state: one, item });
    writes.push(() => {
      if (found) Object.assign(found, item);
      else state[wanted].push({ id: id(), revision: 1, ...item });
    });
  });
  if (query.get("mode") === "job") {
    const kept = refused.map(({ cells: _, ...one }) => one);
    const result = { resource: wanted, rows: counts, refused: kept };
    return send(202, begin_job(state.node, session, { kind: "import", resource: wanted, writes, result }));
  }
  if (query.get("format") === "csv") {
    const lines = refused.map(({ line, reason, cells }) => [line, reason, ...cells].join(";"));
    const text = [["ligne", "motif", ...head].join(";"), ...lines].join("\r\n");
    return send(200, text, { "Content-Type": "text/csv; charset=utf-8" });
  }
  send(200, {
    columns,
    fields: fields_of[wanted].map((name) => ({
      name,
      heading: french[name] ?? name,
      required: needs.includes(name),
    })),
    rows: counts,
    preview: preview.slice(0, 20),
    refused,
    applied: false,
  });
}
