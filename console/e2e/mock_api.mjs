// A server that keeps the contract between console and API in memory, for the browser tests: it serves dist/ as the real
// one does (a nonce per response, a strict policy, packed files) and can be told to misbehave.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";

const id = () => randomBytes(16).toString("hex");
const day_ms = 86_400_000;
const started_at = Date.UTC(2026, 10, 20, 8, 0, 0);

const people = {
  analyst: {
    name: "Amina Sahli",
    roles: ["analyst"],
    can: { organisations: ["read", "create", "edit"], ledger: ["read"] },
  },
  officer: { name: "Karim Naji", roles: ["organisation_officer"], can: { organisations: ["read"] } },
};

const sectors = ["healthcare", "education", "agriculture", "government"];
const towns = [
  { en: "Marsa Nour", fr: "Marsa Nour", ar: "مرسى نور" },
  { en: "Wadi Zahra", fr: "Oued Zahra", ar: "وادي الزهرة" },
  { en: "Qasr Amal", fr: "Qasr Amal", ar: "قصر الأمل" },
];
const kinds = [
  { en: "Regional Hospital", fr: "Hôpital régional", ar: "المستشفى الإقليمي" },
  { en: "University", fr: "Université", ar: "جامعة" },
  { en: "Irrigation Authority", fr: "Office de l'irrigation", ar: "هيئة الري" },
  { en: "Municipality", fr: "Municipalité", ar: "بلدية" },
];

function made_organisations(count) {
  return Array.from({ length: count }, (_, at) => {
    const [kind, town] = [kinds[at % 4], towns[at % 3]];
    const number = Math.floor(at / 12) + 1;
    const names = {
      en: `${kind.en} of ${town.en} ${number}`,
      fr: `${kind.fr} de ${town.fr} ${number}`,
      ar: `${kind.ar} في ${town.ar} ${number}`,
    };
    // One in seven has a name in one language alone.
    return {
      id: id(),
      revision: 1,
      names: at % 7 === 6 ? { ar: names.ar } : names,
      sector: sectors[at % 4],
      kind: kind.fr,
      criticality: ["low", "medium", "high", "critical"][(at * 7) % 4],
      region: town.ar,
    };
  });
}

const details = {
  en: {
    401: "Account, password or code are not right.",
    412: "Somebody else changed it.",
    404: "There is no such thing.",
  },
  fr: {
    401: "Compte, mot de passe ou code incorrect.",
    412: "Quelqu’un d’autre l’a modifiée.",
    404: "Introuvable.",
  },
  ar: { 401: "الحساب أو كلمة المرور أو الرمز غير صحيح.", 412: "غيّرها شخص آخر.", 404: "غير موجود." },
};

const policy = (nonce) =>
  `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self'; ` +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What a test may turn: `lose_answers` writes are carried out but not answered, `down` answers nothing at all.
export async function start_server({ organisations = 62 } = {}) {
  const state = {
    sessions: new Map(),
    organisations: made_organisations(organisations),
    entries: [],
    answers: new Map(),
    links: new Map([["once", "analyst"]]),
    lose_answers: 0,
    down: false,
    writes: [],
    foreign: [],
  };
  const note = (kind, subject, actor) =>
    state.entries.push({
      index: state.entries.length,
      id: id(),
      kind,
      subject,
      actor,
      at: started_at + state.entries.length * 6e5,
    });
  state.note = note;
  note("node_opened", id(), id());
  for (const one of state.organisations) note("organisation_saved", one.id, "a".repeat(32));

  const server = createServer((request, response) => {
    if (state.down) return request.socket.destroy();
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => answer(state, request, response, body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    state,
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(state, request, response, body) {
  const url = new URL(request.url, "http://here");
  const language =
    ["en", "fr", "ar"].find((one) => request.headers["accept-language"]?.startsWith(one)) ?? "en";
  const send = (status, value, headers = {}) => {
    if (request.method !== "GET" && state.lose_answers > 0 && url.pathname !== "/api/session") {
      // Cut in the middle: a request whose connection closes before any answer, the browser itself sends again.
      state.lose_answers -= 1;
      response.writeHead(status, { "Content-Type": "application/json", "Content-Length": 1000 });
      response.write('{"id":');
      return setTimeout(() => request.socket.destroy(), 50);
    }
    const type = status >= 400 ? "application/problem+json" : "application/json";
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  };
  const refuse = (status, more = {}) =>
    send(status, {
      type: "about:blank",
      status,
      code: `http_${status}`,
      detail: details[language][status],
      ...more,
    });
  if (url.pathname === "/health") return send(200, { status: "ok" });
  if (!url.pathname.startsWith("/api/")) return send_file(url.pathname, request, response);

  const cookie = /session=([0-9a-f]+)/.exec(request.headers.cookie ?? "")?.[1];
  const session = state.sessions.get(cookie);
  if (url.pathname === "/api/session")
    return on_session({ state, request, body, cookie, session, send, refuse, language });
  if (!session) return refuse(401);
  if (request.method !== "GET" && request.headers["x-csrf-token"] !== session.csrf) return refuse(403);
  if (url.pathname === "/api/ledger") return send(200, ledger_page(state, url.searchParams));
  const path = /^\/api\/organisations(?:\/([0-9a-f]{32}))?$/.exec(url.pathname);
  if (!path) return refuse(404);
  on_organisations({
    state,
    request,
    body,
    session,
    send,
    refuse,
    language,
    wanted: path[1],
    query: url.searchParams,
  });
}

function on_session({ state, request, body, cookie, session, send, refuse, language }) {
  if (request.method === "GET") return session ? send(200, me_of(session)) : refuse(401);
  if (request.method === "DELETE") {
    state.sessions.delete(cookie);
    return send(204);
  }
  const given = JSON.parse(body);
  const account = given.link
    ? state.links.get(given.link)
    : given.password === "correct horse"
      ? given.account
      : undefined;
  if (given.link) state.links.delete(given.link);
  if (!people[account]) return refuse(401);
  const fresh = { account, csrf: id(), language };
  const name = id();
  state.sessions.set(name, fresh);
  send(200, me_of(fresh), { "Set-Cookie": `session=${name}; HttpOnly; SameSite=Strict; Path=/` });
}

const node_names = {
  en: "Fictional nation of Nourland",
  fr: "Pays fictif de Nourlande",
  ar: "دولة نورستان الخيالية",
};

function me_of({ account, csrf, language }) {
  const { name, roles, can } = people[account];
  const grant = (role) => ({
    role,
    scope: { id: "f".repeat(32), names: node_names },
    until: started_at + 400 * day_ms,
  });
  return {
    person: { id: Buffer.from(account.padEnd(16, "_")).toString("hex"), name, language },
    csrf,
    roles: roles.map(grant),
    can,
    node: { origin: "nourland", names: node_names, sample: true },
  };
}

const name_of = (one, language) => one.names[language] ?? one.names.en ?? one.names.fr ?? one.names.ar ?? "";

function page_of(all, query) {
  const limit = Number(query.get("limit") ?? 50);
  const from = query.get("after") ? Number(Buffer.from(query.get("after"), "base64url").toString()) : 0;
  const end = from + limit;
  const next = end < all.length ? Buffer.from(String(end)).toString("base64url") : null;
  return { items: all.slice(from, end), next, total: all.length };
}

function ledger_page(state, query) {
  const { items, next } = page_of([...state.entries].reverse(), query);
  return {
    head: { size: state.entries.length, root: "HWPJQHGJq6lUhtazjq6+2yvnz/6seCOgotUWQhY9dYw=" },
    items,
    next,
  };
}

function on_organisations({ state, request, body, session, send, refuse, language, wanted, query }) {
  const etag = (one) => ({ ETag: `"${one.revision}"` });
  const actor = me_of(session).person.id;
  const found = state.organisations.find((one) => one.id === wanted);
  if (wanted && !found) return refuse(404);
  if (request.method === "GET" && wanted) return send(200, found, etag(found));
  if (request.method === "GET") {
    const q = (query.get("q") ?? "").toLowerCase();
    const sort = query.get("sort") ?? "name";
    if (!["name", "-name"].includes(sort)) return refuse(400);
    const order = (a, b) => name_of(a, "en").localeCompare(name_of(b, "en"));
    const fits = (one) =>
      Object.values(one.names).some((name) => name.toLowerCase().includes(q)) &&
      (!query.get("sector") || one.sector === query.get("sector"));
    const all = state.organisations.filter(fits).sort(order);
    return send(200, page_of(sort.startsWith("-") ? all.reverse() : all, query));
  }
  const key = request.headers["idempotency-key"];
  state.writes.push({ method: request.method, key, body: JSON.parse(body) });
  if (state.answers.has(key)) return send(...state.answers.get(key));
  const fields = JSON.parse(body);
  if (fields.region === "refuse me")
    return refuse(422, {
      errors: [{ field: "region", code: "unknown", detail: "There is no such region." }],
    });
  if (request.method === "POST") {
    const made = { id: id(), revision: 1, ...fields };
    state.organisations.push(made);
    state.note("organisation_saved", made.id, actor);
    state.answers.set(key, [201, made, etag(made)]);
    return send(201, made, etag(made));
  }
  if (request.headers["if-match"] !== `"${found.revision}"`) return refuse(412, { current: found });
  for (const name of ["kind", "parent", "criticality", "region"]) delete found[name];
  Object.assign(found, fields, { revision: found.revision + 1 });
  state.note("organisation_saved", found.id, actor);
  state.answers.set(key, [200, { ...found }, etag(found)]);
  send(200, found, etag(found));
}

const types = new Map(
  existsSync("dist/files.tsv")
    ? readFileSync("dist/files.tsv", "utf8")
        .trim()
        .split("\n")
        .map((row) => row.split("\t"))
        .map(([path, type, keeping]) => [`/${path}`, { type, keeping }])
    : [],
);

function send_file(path, request, response) {
  const known = types.get(path);
  if (!known || path === "/index.html") {
    const nonce = randomBytes(16).toString("base64");
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy(nonce),
      "Cache-Control": "no-store",
    });
    return response.end(readFileSync("dist/index.html", "utf8").replaceAll("__NONCE__", nonce));
  }
  const packed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`dist${path}.br`);
  const keeping = known.keeping === "immutable" ? "public, max-age=31536000, immutable" : "no-cache";
  response.writeHead(200, {
    "Content-Type": known.type,
    "Cache-Control": keeping,
    "X-Content-Type-Options": "nosniff",
    ...(packed ? { "Content-Encoding": "br" } : {}),
  });
  response.end(readFileSync(`dist${path}${packed ? ".br" : ""}`));
}
