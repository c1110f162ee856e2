// One place speaks to the server. It adds what every request needs, tells a lost line from a refusal, and when the
// session has ended it waits until the person has signed in again and then sends the same request once more.
import type {
  Language,
  LedgerPage,
  Me,
  Organisation,
  OrganisationFields,
  Page,
  Problem,
  Sector,
} from "./types";

/// The server refused, and said why.
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? String(problem.status));
    this.problem = problem;
  }
}

/// Nobody knows whether the request arrived: no answer, or one from something in between.
export class LineLost extends Error {}

export interface Surroundings {
  fetch: typeof fetch;
  language: () => Language;
  csrf: () => string;
  /// Resolves when the person has signed in again.
  session_ended: () => Promise<void>;
  /// Asks who is here: true if the token is another one by now, as after signing in again in another window.
  token_changed: () => Promise<boolean>;
  /// Told after every attempt.
  line: (is_up: boolean) => void;
  timeout_ms: number;
}

export interface Query {
  q?: string;
  sort?: string;
  sector?: Sector | "";
  after?: string;
  limit?: number;
}

interface Sent {
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /// 401 is an answer, not an ended session.
  unauthorised_is_answer?: boolean;
}

export type Client = ReturnType<typeof make_client>;
export type Credentials = { account: string; password: string; code?: string } | { link: string };

export function query_string(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return pairs.length === 0 ? "" : "?" + new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]));
}

/// The server leaves out what is empty.
type Sparse = Partial<Organisation> & Pick<Organisation, "id" | "revision">;

const organisation_of = (sparse: Sparse): Organisation => ({
  names: {},
  sector: "other",
  kind: "",
  parent: null,
  criticality: "",
  region: "",
  ...sparse,
});

/// What is empty is left out here too: the server takes no "" for a choice.
const without_empty = (fields: OrganisationFields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "" && value !== null));

async function problem_of(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Problem;
    return {
      ...problem,
      ...(problem.current ? { current: organisation_of(problem.current) } : {}),
      status: response.status,
    };
  } catch {
    return { status: response.status };
  }
}

/// A gateway that can't reach the server answers like this; the server itself answers 503 when it has no room.
const is_no_answer = (status: number) => status === 502 || status === 503 || status === 504;

export function make_client(around: Surroundings) {
  async function attempt(sent: Sent): Promise<Response> {
    const writes = sent.method !== "GET";
    const timeout = AbortSignal.timeout(around.timeout_ms);
    try {
      const response = await around.fetch(sent.path, {
        method: sent.method,
        credentials: "same-origin",
        cache: "no-store",
        headers: {
          Accept: "application/json",
          "Accept-Language": around.language(),
          ...(sent.body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(writes && around.csrf() ? { "X-CSRF-Token": around.csrf() } : {}),
          ...sent.headers,
        },
        ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
        signal: sent.signal ? AbortSignal.any([sent.signal, timeout]) : timeout,
      });
      if (is_no_answer(response.status)) throw new LineLost();
      around.line(true);
      return response;
    } catch (error) {
      if (sent.signal?.aborted) throw error;
      around.line(false);
      throw new LineLost();
    }
  }

  async function send<Answer>(sent: Sent): Promise<Answer> {
    for (let may_ask = sent.method !== "GET"; ;) {
      const response = await attempt(sent);
      if (response.status === 401 && !sent.unauthorised_is_answer) {
        await around.session_ended();
        continue;
      }
      if (response.status === 403 && may_ask) {
        may_ask = false;
        if (await around.token_changed()) continue;
      }
      if (!response.ok) throw new Refusal(await problem_of(response));
      if (response.status === 204) return undefined as Answer;
      try {
        return (await response.json()) as Answer;
      } catch (error) {
        if (sent.signal?.aborted) throw error;
        around.line(false); // cut off in the middle of the answer
        throw new LineLost();
      }
    }
  }

  return {
    me: () => send<Me>({ method: "GET", path: "/api/session", unauthorised_is_answer: true }),
    sign_in: (body: Credentials) =>
      send<Me>({ method: "POST", path: "/api/session", body, unauthorised_is_answer: true }),
    sign_out: () => send<void>({ method: "DELETE", path: "/api/session", unauthorised_is_answer: true }),
    organisations: async (query: Query, signal?: AbortSignal): Promise<Page<Organisation>> => {
      const path = "/api/organisations" + query_string(query);
      const page = await send<Page<Sparse>>({ method: "GET", path, signal });
      return { ...page, items: page.items.map(organisation_of) };
    },
    organisation: async (id: string, signal?: AbortSignal) =>
      organisation_of(
        await send<Sparse>({ method: "GET", path: `/api/organisations/${encodeURIComponent(id)}`, signal }),
      ),
    create_organisation: async (fields: OrganisationFields, key: string) =>
      organisation_of(
        await send<Sparse>({
          method: "POST",
          path: "/api/organisations",
          body: without_empty(fields),
          headers: { "Idempotency-Key": key },
        }),
      ),
    change_organisation: async (id: string, fields: OrganisationFields, revision: number, key: string) =>
      organisation_of(
        await send<Sparse>({
          method: "PUT",
          path: `/api/organisations/${encodeURIComponent(id)}`,
          body: without_empty(fields),
          headers: { "If-Match": `"${revision}"`, "Idempotency-Key": key },
        }),
      ),
    ledger: (query: Query, signal?: AbortSignal) =>
      send<LedgerPage>({ method: "GET", path: "/api/ledger" + query_string(query), signal }),
    is_there: () =>
      attempt({ method: "GET", path: "/health" }).then(
        () => true,
        () => false,
      ),
  };
}
