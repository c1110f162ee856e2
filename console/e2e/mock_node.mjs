// The node itself as the API has it: facts, jobs that run, the access log, the stream of changes.
import { id_of, nation } from "./mock_accounts.mjs";
import { id } from "./mock_data.mjs";
import { page_of } from "./mock_things.mjs";

const hour_ms = 3_600_000;

// A square of modules that no telephone reads, as the server would draw it.
const qr_svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" role="img" shape-rendering="crispEdges"><title>x</title>' +
  '<path fill="#fff" d="M0 0h29v29H0z"/><path fill="#000" d="' +
  Array.from({ length: 160 }, (_, at) => `M${4 + ((at * 7) % 21)} ${4 + ((at * 5) % 21)}h1v1h-1z`).join("") +
  '"/></svg>';

const an_import = (at) => ({
  id: id(),
  kind: "import",
  resource: "contacts",
  state: "done",
  person: id_of("analyst"),
  made: at,
  begun: at,
  ended: at,
  done: 1_204,
  total: 1_204,
  result: {
    resource: "contacts",
    rows: { read: 1_204, new: 1_180, changed: 3, same: 19, refused: 2 },
    refused: [
      { line: 17, code: "field_required", reason: "Organisation: give one.", sheet: "Contacts 2026" },
      { line: 1_203, code: "field_choice", reason: "Kind: « équipe » is none of the choices." },
    ],
  },
  problem: null,
});

export function made_node(state) {
  const at = (hours) => Date.now() - hours * hour_ms;
  const row = (kind, hours, more) => ({
    kind,
    at: at(hours),
    person: { id: id_of("analyst"), name: "Amina Sahli" },
    resource: "",
    item: null,
    organisations: [],
    network: "192.0.2.0/24",
    result: "ok",
    count: 1,
    ...more,
  });
  const of = (...places) => places.map((place) => state.organisations[place]?.id ?? nation);
  const administrator = { id: id_of("administrator"), name: "Leila Haddad" };
  const log = [
    row("missed", 700, { person: null, network: "", count: 3 }),
    row("cut", 690, {
      person: null,
      network: "",
      resource: "access_log",
      result: "2025-10-20",
      count: 1_204,
    }),
    row("export", 72, { person: null, network: "", resource: "backup", result: "begun" }),
    row("sign_in", 50, {
      person: null,
      resource: "password",
      result: "sign_in_wrong",
      network: "203.0.113.0/24",
      count: 14,
    }),
    row("sign_in", 49, { person: null, resource: "", result: "too_many", network: "", count: 310 }),
    row("sign_in", 30, { resource: "password" }),
    row("read", 29, { resource: "contacts", organisations: of(0, 2, 3, 4, 5), count: 50 }),
    row("read", 28, { resource: "contacts", item: id(), organisations: of(2) }),
    row("export", 27, { resource: "contacts", organisations: of(0, 2), count: 24 }),
    row("refusal", 26, { resource: "PUT /api/people/{id}", result: "access_denied" }),
    row("credential", 20, {
      person: administrator,
      resource: "people",
      item: id_of("hnour"),
      result: "invitation_made",
    }),
    row("sign_in", 19, { person: { id: id_of("hnour"), name: "هدى نور الدين" }, resource: "invitation" }),
    row("credential", 18, { resource: "people", item: id_of("analyst"), result: "second_factor_made" }),
    row("credential", 17, {
      person: administrator,
      resource: "people",
      item: id_of("p.lopez"),
      result: "deactivated",
    }),
    row("export", 1, {
      person: { id: id_of("auditor"), name: "Henri Lambert" },
      resource: "access_log",
      count: 50,
    }),
  ];
  return {
    jobs: [
      {
        id: id(),
        kind: "verify",
        resource: "ledger",
        state: "failed",
        person: id_of("administrator"),
        made: at(60),
        begun: at(60),
        ended: at(60),
        done: 3,
        total: 4,
        result: null,
        problem: { code: "blob_changed", detail: "File 3fa9… is not what was written." },
      },
      {
        ...an_import(at(70)),
        state: "interrupted",
        done: 640,
        result: null,
      },
      an_import(at(80)),
    ],
    looks: 0,
    /// While true a job makes no progress.
    jobs_stand: false,
    log: log.map((one, index) => ({ index, ...one })),
    streams: new Set(),
    /// While false the stream ends at once, so that a page comes to rest.
    streams_stay: false,
    tell(resource, of_id, revision) {
      for (const stream of this.streams)
        stream.write(`event: changed\ndata: ${JSON.stringify({ resource, id: of_id, revision })}\n\n`);
    },
  };
}

const results = {
  backup: {
    file: "/var/lib/manara/backups/manara-2026-11-28-211503.backup",
    bytes: 31_457_280,
    entries: 63,
    checkpoint: "x",
  },
  verify: {
    entries: 63,
    root: "HWPJQHGJq6lUhtazjq6+2yvnz/6seCOgotUWQhY9dYw=",
    access_log_rows: 15,
    erased_parts: 0,
    files: 4,
  },
};

export function on_node(about) {
  const [, top, wanted] = about.path.split("/").filter(Boolean);
  const answer = { node, jobs, "access-log": access_log, live }[top];
  if (!answer) return false;
  answer({ ...about, own: about.state.node, wanted });
  return true;
}

function node({ own, state, send }) {
  const backup = own.jobs.find(({ kind, state: is }) => kind === "backup" && is === "done");
  send(200, {
    origin: "manara/0123456789abcdef",
    verifier: "manara/0123456789abcdef+01234567+AUrFz0cGzPDqB3dPq5l0XkGm9fYt1hX2hVxqv3W1n8aT",
    ledger: { size: state.entries.length, root: "HWPJQHGJq6lUhtazjq6+2yvnz/6seCOgotUWQhY9dYw=" },
    passed_over: [
      { kind: "training_planned", why: "unknown", count: 3 },
      { kind: "asset_saved", why: "refused", count: 1 },
    ],
    checkpoint:
      "manara/0123456789abcdef\n63\nHWPJQHGJq6lUhtazjq6+2yvnz/6seCOgotUWQhY9dYw=\n\n" +
      "— manara/0123456789abcdef Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q\n",
    qr_svg,
    last_backup: backup ? { at: backup.ended, result: backup.result } : null,
  });
}

/// What a job does, a step for each of its total, and what comes of it.
const work_of = new WeakMap();

/// A job takes three looks.
function step(job, own) {
  own.looks += 1;
  if (!["waiting", "running"].includes(job.state) || own.jobs_stand) return job;
  const { writes, result } = work_of.get(job);
  job.state = "running";
  job.begun ??= Date.now();
  const before = job.done;
  job.done = Math.min(job.done + Math.ceil(job.total / 3), job.total);
  for (const write of writes.slice(before, job.done)) write();
  if (job.done >= job.total) Object.assign(job, { state: "done", ended: Date.now(), result });
  return job;
}

export function begin_job(own, session, { kind, resource, writes, result }) {
  const made = {
    id: id(),
    kind,
    resource,
    state: "waiting",
    person: id_of(session.account),
    made: Date.now(),
    begun: null,
    ended: null,
    done: 0,
    total: writes.length,
    result: null,
    problem: null,
  };
  work_of.set(made, { writes, result });
  own.jobs.unshift(made);
  return made;
}

/// As a list has it: without the rows that a result lists.
const short = (job) => ({
  ...job,
  result:
    job.result && Object.fromEntries(Object.entries(job.result).filter(([, value]) => !Array.isArray(value))),
});

/// Whoever reads the node sees all jobs, others their own.
const sees = (session) => (one) =>
  ["administrator", "auditor"].includes(session.account) || one.person === id_of(session.account);

function jobs({ own, session, request, body, query, wanted, send, refuse }) {
  const seen = own.jobs.filter(sees(session));
  const found = seen.find((one) => one.id === wanted);
  if (wanted && !found) return refuse(404);
  if (request.method === "DELETE") {
    Object.assign(found, { state: "cancelled", ended: Date.now() });
    return send(204);
  }
  if (wanted) return send(200, step(found, own));
  if (request.method === "GET") return send(200, page_of(seen.map(short), query));
  const { kind } = JSON.parse(body);
  const writes = Array.from({ length: 3 }, () => () => undefined);
  const resource = kind === "verify" ? "ledger" : "node";
  send(202, begin_job(own, session, { kind, resource, writes, result: results[kind] }));
}

function access_log({ own, query, send }) {
  const day = query.get("day");
  const fits = (one) =>
    (!query.get("kind") || one.kind === query.get("kind")) &&
    (!query.get("person") || one.person?.id === query.get("person")) &&
    (!day || new Date(one.at).toISOString().startsWith(day));
  send(200, page_of([...own.log].reverse().filter(fits), query));
}

function live({ own, response }) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write("event: listening\ndata: {}\n\n");
  if (!own.streams_stay) return response.end();
  own.streams.add(response);
  response.on("close", () => own.streams.delete(response));
}
