// The node itself: how it is, its long work, its access log. Shapes and requests.
import type { Client, Query } from "./client";
import type { Page } from "./types";

export interface NodeState {
  origin: string;
  /// The key that its checkpoints are checked with.
  verifier: string;
  ledger: { size: number; root: string };
  checkpoint: string | null;
  qr_svg?: string;
  last_backup: { at: number; result: BackupResult } | null;
}

export interface BackupResult {
  file: string;
  bytes: number;
  entries: number;
}
export interface VerifyResult {
  entries: number;
  root: string;
  access_log_rows: number;
  erased_parts: number;
  files: number;
}

export const asked_jobs = ["backup", "verify"] as const;
export type AskedJob = (typeof asked_jobs)[number];

export interface Job {
  id: string;
  /// One of those above or one that a newer server has.
  kind: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled" | "interrupted";
  person: string;
  made: number;
  begun: number | null;
  ended: number | null;
  done: number;
  total: number;
  result: unknown;
  problem: { code: string; detail: string } | null;
}

export const log_kinds = ["read", "sign_in", "refusal", "export", "credential", "cut", "missed"] as const;
export type LogKind = (typeof log_kinds)[number];

export interface LogRow {
  index: number;
  at: number;
  kind: LogKind;
  person: { id: string; name: string | null } | null;
  resource: string;
  item: string | null;
  organisations: string[];
  network: string;
  result: string;
  count: number;
}

const job_path = (id: string) => `/api/jobs/${encodeURIComponent(id)}`;

export const node_of = ({ get, write }: Pick<Client, "get" | "write">) => ({
  node: (signal?: AbortSignal) => get<NodeState>("/api/node", {}, signal),
  jobs: (query: Query, signal?: AbortSignal) => get<Page<Job>>("/api/jobs", query, signal),
  job: (id: string, signal?: AbortSignal) => get<Job>(job_path(id), {}, signal),
  start: (kind: AskedJob) => write<Job>("POST", "/api/jobs", { body: { kind } }),
  cancel: (id: string) => write("DELETE", job_path(id)),
  log: (query: Query, signal?: AbortSignal) => get<Page<LogRow>>("/api/access-log", query, signal),
});
