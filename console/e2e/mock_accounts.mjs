// People, roles and how they sign in, as the API has them, in memory.
import { id } from "./mock_data.mjs";
import { page_of } from "./mock_things.mjs";

const day_ms = 86_400_000;
const now = () => Date.now();
export const nation = "f".repeat(32);
export const id_of = (account) => Buffer.from(account.padEnd(16, "_")).toString("hex");

const others = [
  ["s.benali", "Samir Benali", "fr"],
  ["hnour", "هدى نور الدين", "ar"],
  ["c.moreau", "Claire Moreau-Diallo", "fr"],
  ["yusuf", "يوسف المنصوري", "ar"],
  ["grace.okafor", "Grace Okafor", "en"],
  ["p.lopez", "Pilar López Hernández", "en"],
];

/// What the tests may look at and change: `state.accounts`.
export function made_accounts(state, people) {
  const person = (account, name, language, scope = nation, active = true) => ({
    id: id_of(account),
    revision: 1,
    scope,
    account,
    name,
    language,
    active,
  });
  const all = [
    ...Object.entries(people).map(([account, { name, language = "en" }]) => person(account, name, language)),
    ...others.map(([account, name, language], at) =>
      person(
        account,
        name,
        language,
        at % 2 === 0 ? nation : (state.organisations[at]?.id ?? nation),
        at !== 5,
      ),
    ),
  ].sort((a, b) => a.account.localeCompare(b.account));
  const grant = (account, role, scope = nation, until = null) => ({
    id: id(),
    person: id_of(account),
    role,
    scope,
    until,
  });
  return {
    people: all,
    grants: [
      ...Object.entries(people).flatMap(([account, { roles }]) => roles.map((role) => grant(account, role))),
      grant("s.benali", "analyst"),
      grant("s.benali", "trainer", nation, now() + 90 * day_ms),
      grant("hnour", "organisation_officer", state.organisations[1]?.id),
      grant("c.moreau", "coordinator", nation, now() - 5 * day_ms),
      grant("grace.okafor", "auditor"),
    ],
    links: [],
    sessions: [
      {
        id: id(),
        person: id_of("administrator"),
        made: now() - 3 * 3_600_000,
        seen: now() - 600_000,
        address: "2001:db8:10::7",
        agent: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
        opened_by: null,
      },
      {
        id: id(),
        person: id_of("hnour"),
        made: now() - 3_600_000,
        seen: now() - 120_000,
        address: "192.0.2.44",
        agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0",
        opened_by: id_of("administrator"),
      },
    ],
    tokens: [
      {
        id: id(),
        person: id_of("hnour"),
        name: "inventory-scanner",
        scope: state.organisations[1]?.id ?? nation,
        use: "read_and_write",
        made: now() - 20 * day_ms,
        until: now() + 70 * day_ms,
        used: now() - day_ms,
      },
    ],
    factors: new Map(),
    password: "correct horse",
    invitations: new Map([["welcome", "hnour"]]),
    digits: "latin",
  };
}

const too_short = (next) =>
  next.length < 12
    ? { code: "password_too_short", detail: "A password has at least 12 characters." }
    : undefined;

/// True where it was asked for something of this file.
export function on_accounts(about) {
  const [, top, wanted, part] = about.path.split("/").filter(Boolean);
  const answer = { people, grants, invitations, "sign-in-links": links, sessions, tokens, profile }[top];
  if (!answer) return false;
  const given = about.body ? JSON.parse(about.body) : {};
  answer({ ...about, own: about.state.accounts, given, wanted, part, me: id_of(about.session.account) });
  return true;
}

function people({ own, request, query, given, wanted, part, send, refuse }) {
  const found = own.people.find((one) => one.id === wanted);
  if (wanted && !found) return refuse(404);
  if (request.method === "GET" && wanted) return send(200, found);
  if (request.method === "GET") {
    const q = (query.get("q") ?? "").toLowerCase();
    const fitting = own.people.filter(({ name, account }) => `${name} ${account}`.toLowerCase().includes(q));
    return send(200, page_of(fitting, query));
  }
  if (part === "second-factor") {
    own.factors.delete(wanted);
    return send(204);
  }
  const taken = own.people.some((one) => one.account === given.account && one.id !== wanted);
  if (taken) return refuse(409, { code: "account_taken", detail: "Somebody else has this account." });
  if (request.method === "POST") {
    const made = { id: id(), revision: 1, active: true, ...given };
    own.people.push(made);
    return send(201, made);
  }
  if (request.headers["if-match"] !== `"${found.revision}"`) return refuse(412, { current: found });
  Object.assign(found, given, { revision: found.revision + 1 });
  return send(200, found);
}

function grants({ own, request, query, given, wanted, send, refuse }) {
  const shown = (one) => {
    const { account, name } = own.people.find((person) => person.id === one.person) ?? {};
    return { account, name, ...one };
  };
  if (request.method === "GET") {
    const person = query.get("person");
    return send(200, page_of(own.grants.filter((one) => !person || one.person === person).map(shown), query));
  }
  if (request.method === "POST") {
    if (given.until !== null && given.until < now())
      return refuse(422, { code: "grant_until", detail: "A role that is over cannot be given." });
    own.grants.push({ id: id(), ...given });
    return send(201, shown(own.grants.at(-1)));
  }
  const at = own.grants.findIndex((one) => one.id === wanted);
  if (at < 0) return refuse(404);
  if (own.grants[at].role === "administrator" && own.grants[at].person === id_of("administrator"))
    return refuse(409, { code: "last_administrator", detail: "The nation needs an administrator." });
  own.grants.splice(at, 1);
  return send(204);
}

function made_link({ own, given, send, me }, purpose) {
  const until = now() + (purpose === "invitation" ? 7 * day_ms : 3_600_000);
  const secret = id() + id();
  own.links.push({ id: id(), person: given.person, purpose, made_by: me, made: now(), until });
  const path = purpose === "invitation" ? "invitation" : "sign-in";
  send(201, { id: own.links.at(-1).id, link: `/${path}/${secret}`, until });
}
const links = (about) => made_link(about, "sign_in");

function invitations(about) {
  const { own, request, query, wanted, send } = about;
  if (request.method === "POST") return made_link(about, "invitation");
  if (request.method === "GET")
    return send(200, { items: own.links.filter((one) => one.person === query.get("person")) });
  own.links = own.links.filter((one) => one.id !== wanted);
  return send(204);
}

function sessions({ own, state, request, query, wanted, cookie, send, me }) {
  const whose = query.get("person") ?? me;
  const here = {
    id: "e".repeat(32),
    person: me,
    made: now() - 900_000,
    seen: now(),
    address: "127.0.0.1",
    agent: request.headers["user-agent"],
    opened_by: null,
  };
  if (request.method === "GET") {
    const all = [...(state.sessions.has(cookie) ? [here] : []), ...own.sessions];
    const items = all.filter(({ person }) => person === whose);
    return send(200, { items: items.map((one) => ({ ...one, current: one === here })) });
  }
  own.sessions = own.sessions.filter((one) => (wanted ? one.id !== wanted : one.person !== whose));
  if (!wanted && query.get("person")) {
    own.tokens = own.tokens.filter(({ person }) => person !== whose);
    own.links = own.links.filter(({ person }) => person !== whose);
  }
  return send(204);
}

/// The password, and the code where there is a second factor.
const is_proven = (own, me, given) =>
  given.password === own.password && (!own.factors.has(me) || given.code === "123456");
const not_proven = { code: "self_proof_wrong", detail: "Password or code is wrong." };

function tokens({ own, request, query, given, wanted, send, refuse, me }) {
  const whose = query.get("person") ?? me;
  if (request.method === "GET")
    return send(200, { items: own.tokens.filter(({ person }) => person === whose) });
  if (request.method === "DELETE") {
    own.tokens = own.tokens.filter((one) => one.id !== wanted);
    return send(204);
  }
  if (given.until > now() + 367 * day_ms)
    return refuse(422, { code: "token_until", detail: "A token ends at most 366 days away." });
  if (!is_proven(own, me, given)) return refuse(403, not_proven);
  const { name, scope, use, until } = given;
  own.tokens.push({ id: id(), person: me, made: now(), used: null, name, scope, use, until });
  send(201, { id: own.tokens.at(-1).id, token: `mnr_${id()}${id()}`, until: given.until });
}

const made_codes = () =>
  Array.from({ length: 10 }, () =>
    id()
      .slice(0, 12)
      .replace(/(.{4})(?=.)/g, "$1-"),
  );

function profile(about) {
  const { own, request, given, wanted, part, send, refuse, me, session, me_now } = about;
  const person = own.people.find((one) => one.id === me);
  const shown = () => ({
    ...person,
    digits: own.digits,
    second_factor: own.factors.has(me),
    recovery_codes_left: own.factors.has(me) ? 9 : 0,
  });
  const drop_tokens = () => {
    own.tokens = own.tokens.filter((one) => one.person !== me);
  };
  if (!wanted && request.method === "GET") return send(200, shown());
  if (!wanted) {
    if (request.headers["if-match"] !== `"${person.revision}"`) return refuse(412, { current: person });
    const { digits, ...rest } = given;
    own.digits = digits;
    Object.assign(person, rest, { revision: person.revision + 1 });
    return send(200, shown());
  }
  if (part === "confirm") {
    if (given.code !== "123456")
      return refuse(422, { code: "totp_wrong", detail: "This is not the code now." });
    own.factors.set(me, true);
    drop_tokens();
    session.csrf = id();
    return send(200, { recovery_codes: made_codes(), csrf: session.csrf });
  }
  if (!is_proven(own, me, given)) return refuse(403, not_proven);
  if (wanted === "password") {
    const amiss = too_short(given.next);
    if (amiss) return refuse(422, amiss);
    own.password = given.next;
    drop_tokens();
    session.csrf = id();
    return send(200, me_now());
  }
  if (wanted === "recovery-codes") return send(200, { recovery_codes: made_codes() });
  if (request.method === "DELETE") {
    own.factors.delete(me);
    drop_tokens();
    return send(204);
  }
  const uri = `otpauth://totp/Manara:${person.account}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Manara`;
  return send(200, { secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", uri });
}

/// Whoever comes by an invitation: the account, or why not.
export function accepted(state, { invitation, password }) {
  const account = state.accounts.invitations.get(invitation);
  if (!account) return {};
  const amiss = too_short(password ?? "");
  if (amiss) return { amiss };
  state.accounts.invitations.delete(invitation);
  return { account };
}
