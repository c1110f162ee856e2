// One place speaks to the server. It adds what every request needs, tells a lost line from a refusal, and when the
// session has ended it waits until the person has signed in again and then sends the same request once more.
import type { Job } from "./schema";
import type {
  Component,
  Differences,
  ImportAnswer,
  Inventory,
  Items,
  Language,
  LedgerPage,
  Me,
  Overlap,
  Page,
  Problem,
  ResourceName,
  WhoAnswer,
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

/// How much of a file has left, 0 to 1.
export type Progress = (share: number) => void;

export interface Surroundings {
  fetch: typeof fetch;
  /// As `fetch`, for a file; tells how far it is.
  upload: (path: string, how: RequestInit & { body: Blob }, progress: Progress) => Promise<Response>;
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

/// What is undefined or "" is not asked.
export type Query = Readonly<Record<string, string | number | undefined>>;

interface Sent {
  method: string;
  path: string;
  body?: unknown;
  /// In place of a body.
  file?: { blob: Blob; progress: Progress } | undefined;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /// 401 is an answer, not an ended session.
  unauthorised_is_answer?: boolean;
}

export type Client = ReturnType<typeof make_client>;
export type Credentials =
  | { account: string; password: string; code?: string }
  | { link: string; code?: string }
  | { invitation: string; password: string; code?: string };

export function query_string(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return pairs.length === 0 ? "" : "?" + new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]));
}

async function problem_of(response: Response): Promise<Problem> {
  try {
    return { ...((await response.json()) as Problem), status: response.status };
  } catch {
    return { status: response.status };
  }
}

/// What has no room for this alone, and says so: to ask again at once would not help, and the line is good.
const full: readonly string[] = ["jobs_busy", "sign_in_busy", "spool_full"];

/// A gateway that can't reach the server answers like this; the server itself answers 503 when it has no room.
async function is_no_answer(response: Response): Promise<boolean> {
  if (response.status !== 503) return response.status === 502 || response.status === 504;
  const { code } = await problem_of(response.clone());
  return code === undefined || !full.includes(code);
}

const file_takes_longer = 30;

const item_path = (resource: string, id: string, part?: string) =>
  `/api/${resource}/${encodeURIComponent(id)}${part ? `/${part}` : ""}`;
const edits = (revision: number, key: string) => ({ "If-Match": `"${revision}"`, "Idempotency-Key": key });
const importing = (
  resource: ResourceName,
  asked: URLSearchParams,
  file: File,
  progress: Progress = () => undefined,
): Sent => ({
  method: "POST",
  path: `/api/imports/${resource}?${asked}`,
  file: { blob: file, progress },
});

export function make_client(around: Surroundings) {
  async function attempt(sent: Sent): Promise<Response> {
    const writes = sent.method !== "GET";
    const timeout = AbortSignal.timeout(
      sent.file ? around.timeout_ms * file_takes_longer : around.timeout_ms,
    );
    const type = sent.file ? "application/octet-stream" : sent.body === undefined ? "" : "application/json";
    const how = {
      method: sent.method,
      credentials: "same-origin" as const,
      cache: "no-store" as const,
      headers: {
        Accept: "application/json",
        "Accept-Language": around.language(),
        ...(type ? { "Content-Type": type } : {}),
        ...(writes && around.csrf() ? { "X-CSRF-Token": around.csrf() } : {}),
        ...sent.headers,
      },
      signal: sent.signal ? AbortSignal.any([sent.signal, timeout]) : timeout,
    };
    const body = sent.body === undefined ? {} : { body: JSON.stringify(sent.body) };
    try {
      const response = sent.file
        ? await around.upload(sent.path, { ...how, body: sent.file.blob }, sent.file.progress)
        : await around.fetch(sent.path, { ...how, ...body });
      if (await is_no_answer(response)) throw new LineLost();
      around.line(true);
      return response;
    } catch (error) {
      if (sent.signal?.aborted) throw error;
      around.line(false);
      throw new LineLost();
    }
  }

  async function send<Answer>(
    sent: Sent,
    read: (response: Response) => Promise<unknown> = (response) => response.json(),
  ): Promise<Answer> {
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
        return (await read(response)) as Answer;
      } catch (error) {
        if (sent.signal?.aborted) throw error;
        around.line(false); // cut off in the middle of the answer
        throw new LineLost();
      }
    }
  }

  const get = <Answer>(path: string, signal?: AbortSignal) => send<Answer>({ method: "GET", path, signal });

  return {
    me: () => send<Me>({ method: "GET", path: "/api/session", unauthorised_is_answer: true }),
    sign_in: (body: Credentials) =>
      send<Me>({ method: "POST", path: "/api/session", body, unauthorised_is_answer: true }),
    sign_out: () => send<void>({ method: "DELETE", path: "/api/session", unauthorised_is_answer: true }),
    list: <Name extends ResourceName>(resource: Name, query: Query, signal?: AbortSignal) =>
      get<Page<Items[Name]>>(`/api/${resource}` + query_string(query), signal),
    item: <Name extends ResourceName>(resource: Name, id: string, signal?: AbortSignal) =>
      get<Items[Name]>(item_path(resource, id), signal),
    create: <Name extends ResourceName>(resource: Name, body: unknown, key: string) =>
      send<Items[Name]>({
        method: "POST",
        path: `/api/${resource}`,
        body,
        headers: { "Idempotency-Key": key },
      }),
    change: <Name extends ResourceName>(
      resource: Name,
      id: string,
      body: unknown,
      revision: number,
      key: string,
    ) =>
      send<Items[Name]>({
        method: "PUT",
        path: item_path(resource, id),
        body,
        headers: edits(revision, key),
      }),
    remove: (resource: ResourceName, id: string, revision: number, key: string) =>
      send<void>({ method: "DELETE", path: item_path(resource, id), headers: edits(revision, key) }),
    overlaps: (organisation: string, query: Query, signal?: AbortSignal) =>
      get<Page<Overlap>>("/api/networks/overlaps" + query_string({ organisation, ...query }), signal),
    inventories: (asset: string, query: Query, signal?: AbortSignal) =>
      get<Page<Inventory>>("/api/inventories" + query_string({ asset, ...query }), signal),
    components: (inventory: string, query: Query, signal?: AbortSignal) =>
      get<Page<Component>>(item_path("inventories", inventory, "components") + query_string(query), signal),
    differences: (inventory: string, signal?: AbortSignal) =>
      get<Differences>(item_path("inventories", inventory, "differences"), signal),
    send_inventory: (asset: string, file: File, key: string, progress: Progress) =>
      send<Inventory>({
        method: "POST",
        path: "/api/inventories" + query_string({ asset, name: file.name }),
        file: { blob: file, progress },
        headers: { "Idempotency-Key": key },
      }),
    who: (q: string, signal?: AbortSignal) => get<WhoAnswer>("/api/who" + query_string({ q }), signal),
    import_file: (resource: ResourceName, asked: URLSearchParams, file: File, progress: Progress) =>
      send<ImportAnswer>(importing(resource, asked, file, progress)),
    /// Done as a job: it goes on by itself, and can be looked at.
    begin_import: (resource: ResourceName, asked: URLSearchParams, file: File, progress: Progress) =>
      send<Job>(importing(resource, asked, file, progress)),
    /// The refused rows, as a file that can be mended and imported.
    refused_rows: (resource: ResourceName, asked: URLSearchParams, file: File) =>
      send<Blob>(importing(resource, asked, file), (response) => response.blob()),
    ledger: (query: Query, signal?: AbortSignal) =>
      get<LedgerPage>("/api/ledger" + query_string(query), signal),
    /// What the files beside this one ask for: accounts.ts, node.ts.
    get: <Answer>(path: string, query: Query = {}, signal?: AbortSignal) =>
      get<Answer>(path + query_string(query), signal),
    write: <Answer = void>(
      method: "POST" | "PUT" | "DELETE",
      path: string,
      how: { body?: unknown; key?: string; revision?: number } = {},
    ) =>
      send<Answer>({
        method,
        path,
        body: how.body,
        headers: {
          ...(how.key ? { "Idempotency-Key": how.key } : {}),
          ...(how.revision === undefined ? {} : { "If-Match": `"${how.revision}"` }),
        },
      }),
    is_there: () =>
      attempt({ method: "GET", path: "/health" }).then(
        () => true,
        () => false,
      ),
  };
}
