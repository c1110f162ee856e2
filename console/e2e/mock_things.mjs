// Lists of items as the API has them, in memory: search, filters, order, pages, revisions, keys that are answered once.
import { id } from "./mock_data.mjs";

const first_name = (one) => one.names.en ?? one.names.fr ?? one.names.ar ?? "";
const text_of = (one) =>
  [
    ...Object.values(one.names ?? {}),
    one.name,
    one.value,
    one.role,
    ...(one.channels ?? []).map((way) => way.address),
  ]
    .join(" ")
    .toLowerCase();
const network_kind = ({ value }) => (/^AS\d/.test(value) ? "asn" : value.includes("/") ? "cidr" : "domain");

/// Of each resource what the list may be asked, and what it is ordered by.
export const resources = {
  organisations: { filters: ["sector"], sorts: { name: first_name }, needs: ["names", "sector"] },
  contacts: {
    filters: ["kind", "organisation"],
    sorts: { name: (one) => one.name, verified: (one) => one.verified ?? "" },
    needs: ["organisation", "kind", "name"],
    fits: (one, query) => {
      const before = query.get("verified_before");
      return !before || !one.verified || one.verified < before;
    },
  },
  networks: {
    filters: ["organisation"],
    sorts: { value: (one) => one.value },
    needs: ["organisation", "value"],
    fits: (one, query) => !query.get("kind") || network_kind(one) === query.get("kind"),
  },
  assets: {
    filters: ["kind", "exposure", "criticality", "organisation"],
    sorts: { name: (one) => one.name },
    needs: ["organisation", "name", "kind"],
  },
};

export function page_of(all, query) {
  const limit = Number(query.get("limit") ?? 50);
  const from = query.get("after") ? Number(Buffer.from(query.get("after"), "base64url").toString()) : 0;
  const end = from + limit;
  const next = end < all.length ? Buffer.from(String(end)).toString("base64url") : null;
  return { items: all.slice(from, end), next, total: all.length };
}

/// What one may see: an officer the own organisation alone.
export const seen_by = (session, state, name) =>
  state[name].filter(
    (one) => !session.only || (name === "organisations" ? one.id : one.organisation) === session.only(state),
  );

const entry_of = { organisations: "organisation", contacts: "contact", networks: "network", assets: "asset" };

export function on_items(name, { state, session, request, body, send, refuse, wanted, query, actor }) {
  const resource = resources[name];
  const all = state[name];
  const etag = (one) => ({ ETag: `"${one.revision}"` });
  const seen = seen_by(session, state, name);
  const found = seen.find((one) => one.id === wanted);
  if (wanted && !found) return refuse(404);
  if (request.method === "GET" && wanted) return send(200, found, etag(found));
  if (request.method === "GET") return list({ name, seen, send, refuse, query });
  const key = request.headers["idempotency-key"];
  const fields = body ? JSON.parse(body) : {};
  state.writes.push({ method: request.method, resource: name, key, body: fields });
  if (state.answers.has(key)) return send(...state.answers.get(key));
  const answered = (...answer) => {
    state.answers.set(key, answer);
    send(...answer);
  };
  if (fields.region === "refuse me")
    return refuse(422, {
      errors: [{ field: "region", code: "unknown", detail: "There is no such region." }],
    });
  if (fields.value === "nonsense")
    return refuse(422, { errors: [{ field: "value", code: "format", detail: "This is no network." }] });
  if (request.method === "POST") {
    const made = { id: id(), revision: 1, ...fields };
    all.push(made);
    state.note(`${entry_of[name]}_saved`, made.id, actor);
    return answered(201, made, etag(made));
  }
  if (request.headers["if-match"] !== `"${found.revision}"`) return refuse(412, { current: found });
  if (request.method === "DELETE") {
    all.splice(all.indexOf(found), 1);
    state.note(`${entry_of[name]}_removed`, found.id, actor);
    return answered(204);
  }
  for (const member of Object.keys(found)) {
    if (!["id", "revision"].includes(member)) delete found[member];
  }
  Object.assign(found, fields, { revision: found.revision + 1 });
  state.note(`${entry_of[name]}_saved`, found.id, actor);
  return answered(200, { ...found }, etag(found));

  function list() {
    const sort = query.get("sort") ?? Object.keys(resource.sorts)[0];
    const order = resource.sorts[sort.replace(/^-/, "")];
    const known = ["q", "sort", "limit", "after", "format", "verified_before", "kind", ...resource.filters];
    if (!order || [...query.keys()].some((one) => !known.includes(one))) return refuse(400);
    const q = (query.get("q") ?? "").toLowerCase();
    const fits = (one) =>
      text_of(one).includes(q) &&
      resource.filters.every((member) => !query.get(member) || one[member] === query.get(member)) &&
      (resource.fits?.(one, query) ?? true);
    const items = seen.filter(fits).sort((a, b) => order(a).localeCompare(order(b)));
    if (sort.startsWith("-")) items.reverse();
    const format = query.get("format");
    if (format) {
      const file = { "Content-Disposition": `attachment; filename="${name}.${format}"` };
      return send(200, items.map((one) => one.id).join("\r\n"), { "Content-Type": "text/csv", ...file });
    }
    send(200, page_of(items, query));
  }
}

/// Ranges of IPv4 alone are compared: enough for a page.
function range_of(value) {
  const [address, bits] = value.split("/");
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some(Number.isNaN)) return undefined;
  const from = parts.reduce((sum, part) => sum * 256 + part, 0);
  return [from, from + 2 ** (32 - Number(bits ?? 32)) - 1];
}

export function overlaps_of(networks, organisation) {
  const shown = ({ id: of, organisation: whose, value }) => ({ id: of, organisation: whose, value });
  const items = [];
  networks.forEach((a, at) =>
    networks.slice(at + 1).forEach((b) => {
      const [one, other] = [range_of(a.value), range_of(b.value)];
      if (!one || !other || one[1] < other[0] || other[1] < one[0]) return;
      if ([a.organisation, b.organisation].includes(organisation)) items.push({ a: shown(a), b: shown(b) });
    }),
  );
  return { items, next: null };
}

/// By network, domain, product, sector or name.
export function who_of(state, q) {
  const item = (organisation, reason) => ({
    organisation,
    reason,
    contacts: state.contacts.filter((one) => one.organisation === organisation.id),
  });
  const by_id = (wanted) => state.organisations.find((one) => one.id === wanted);
  const address = range_of(q);
  if (address) {
    const holding = state.networks.filter(({ value }) => {
      const range = range_of(value);
      return range && range[0] <= address[0] && address[1] <= range[1];
    });
    const text = (one) => `${q} lies in ${one.value}, which is theirs.`;
    return {
      question: { kind: "address", value: q },
      items: holding.map((one) => item(by_id(one.organisation), { code: "who_network", text: text(one) })),
    };
  }
  const fitting = state.organisations.filter((one) => text_of(one).includes(q.toLowerCase()));
  return {
    question: { kind: "name", value: q },
    items: fitting.slice(0, 3).map((one) => item(one, { code: "who_name", text: `It is called ${q}.` })),
  };
}
