// A server that keeps the contract between console and API in memory, for the browser tests: it serves dist/ as the real
// one does (a nonce per response, a strict policy, packed files) and can be told to misbehave.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { accepted, made_accounts, on_accounts } from "./mock_accounts.mjs";
import { id, made_assets, made_contacts, made_networks, made_organisations } from "./mock_data.mjs";
import { on_imports, on_inventories } from "./mock_files.mjs";
import { made_node, on_node } from "./mock_node.mjs";
import { on_items, overlaps_of, page_of, resources, seen_by, who_of } from "./mock_things.mjs";

const day_ms = 86_400_000;
const started_at = Date.UTC(2026, 10, 20, 8, 0, 0);

const every = ["read", "create", "edit", "remove"];
const things = { contacts: every, networks: every, assets: every, inventories: ["read", "create"] };

const accounts_of_all = ["people", "grants", "invitations", "sessions", "tokens"];
const of_accounts = (verbs) => Object.fromEntries(accounts_of_all.map((name) => [name, verbs]));

const people = {
  administrator: {
    name: "Leila Haddad",
    roles: ["administrator"],
    can: {
      organisations: every,
      ...things,
      ...of_accounts(every),
      ledger: ["read"],
      access_log: ["read"],
      node: ["read", "edit"],
    },
  },
  auditor: {
    name: "Henri Lambert",
    roles: ["auditor"],
    can: {
      organisations: ["read"],
      contacts: ["read"],
      ...of_accounts(["read"]),
      ledger: ["read"],
      access_log: ["read"],
      node: ["read"],
    },
  },
  // Comes by an invitation.
  hnour: { name: "هدى نور الدين", language: "ar", roles: [], can: {} },
  analyst: {
    name: "Amina Sahli",
    roles: ["analyst"],
    can: { organisations: ["read", "create", "edit"], ...things, ledger: ["read"] },
  },
  officer: {
    name: "Karim Naji",
    roles: ["organisation_officer"],
    can: { organisations: ["read", "edit"], ...things },
    // Of the second organisation alone.
    only: (state) => state.organisations[1]?.id,
  },
};

/// hnour is one of those that mock_accounts.mjs makes.
const { hnour: _, ...people_with_accounts } = people;

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
    contacts: [],
    networks: [],
    assets: [],
    inventories: [],
    imports: [],
    entries: [],
    answers: new Map(),
    links: new Map([["once", "analyst"]]),
    lose_answers: 0,
    down: false,
    writes: [],
    foreign: [],
  };
  for (const [name, made] of Object.entries({
    contacts: made_contacts,
    networks: made_networks,
    assets: made_assets,
  }))
    state[name] = made(state.organisations);
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
  state.accounts = made_accounts(state, people_with_accounts);
  state.node = made_node(state);
  note("node_opened", id(), id());
  for (const one of state.organisations) note("organisation_saved", one.id, "a".repeat(32));

  const server = createServer((request, response) => {
    if (state.down) return request.socket.destroy();
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => answer(state, request, response, Buffer.concat(pieces)));
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

function answer(state, request, response, bytes) {
  const body = bytes.toString();
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
    response.end(value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value));
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
  const query = url.searchParams;
  const asked = { state, session, cookie, request, response, body, query, path: url.pathname, send, refuse };
  if (on_accounts({ ...asked, me_now: () => me_of(state, session) }) || on_node(asked)) return;
  const seen = (name) => seen_by(session, state, name);
  if (url.pathname === "/api/networks/overlaps")
    return send(200, overlaps_of(seen("networks"), query.get("organisation")));
  if (url.pathname === "/api/who") return send(200, who_of(state, query.get("q")));
  const [, name, wanted, part] =
    /^\/api\/([a-z]+)(?:\/([0-9a-z]+))?(?:\/([a-z]+))?$/.exec(url.pathname) ?? [];
  const about = { state, session, request, body, bytes, send, refuse, wanted, part, query };
  if (name === "inventories") return on_inventories(about);
  if (name === "imports") return on_imports(about);
  if (url.pathname === "/api/call-sheet")
    return send(200, "organisation,name\r\n", {
      "Content-Type": "text/csv",
      "Content-Disposition": "attachment; filename=call-sheet.csv",
    });
  if (!resources[name]) return refuse(404);
  on_items(name, { ...about, actor: me_of(state, session).person.id });
}

function on_session({ state, request, body, cookie, session, send, refuse, language }) {
  if (request.method === "GET") return session ? send(200, me_of(state, session)) : refuse(401);
  if (request.method === "DELETE") {
    state.sessions.delete(cookie);
    return send(204);
  }
  const given = JSON.parse(body);
  const invited = given.invitation ? accepted(state, given) : {};
  if (invited.amiss) return refuse(422, invited.amiss);
  const account = given.link
    ? state.links.get(given.link)
    : given.invitation
      ? invited.account
      : given.password === "correct horse"
        ? given.account
        : undefined;
  if (given.link) state.links.delete(given.link);
  if (!people[account]) return refuse(401);
  const fresh = { account, csrf: id(), language, only: people[account].only };
  const name = id();
  state.sessions.set(name, fresh);
  send(200, me_of(state, fresh), { "Set-Cookie": `session=${name}; HttpOnly; SameSite=Strict; Path=/` });
}

const node_names = {
  en: "Fictional nation of Nourland",
  fr: "Pays fictif de Nourlande",
  ar: "دولة نورستان الخيالية",
};

function me_of(state, { account, csrf, language, only }) {
  const { name, roles, can } = people[account];
  const grant = (role) => ({
    role,
    scope: { id: only?.(state) ?? "f".repeat(32), names: node_names },
    until: started_at + 400 * day_ms,
  });
  return {
    person: {
      id: Buffer.from(account.padEnd(16, "_")).toString("hex"),
      name: state.accounts.people.find((one) => one.account === account)?.name ?? name,
      language,
      digits: state.accounts.digits,
    },
    csrf,
    roles: roles.map(grant),
    can,
    node: {
      origin: "nourland",
      names: node_names,
      sample: true,
      sectors: ["healthcare", "water", "telecom"],
    },
  };
}

function ledger_page(state, query) {
  const { items, next } = page_of([...state.entries].reverse(), query);
  return {
    head: { size: state.entries.length, root: "HWPJQHGJq6lUhtazjq6+2yvnz/6seCOgotUWQhY9dYw=" },
    items,
    next,
  };
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
