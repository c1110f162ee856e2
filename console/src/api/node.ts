// The node itself: how it is, its long work, its access log. Shapes and requests.
import type { Client, Query } from "./client";
import * as schema from "./schema";
import type { Page } from "./types";

/// `verifier`: the key that its checkpoints are checked with.
export type NodeState = Omit<schema.NodeState, "last_backup"> & {
  last_backup: { at: number; result: BackupResult } | null;
};

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

export const asked_jobs = schema.job_wish_kind;
export type AskedJob = (typeof asked_jobs)[number];

/// `kind`: one of those above or one that a newer server has.
export type Job = schema.Job;

export const log_kinds = schema.log_row_kind;
export type LogKind = (typeof log_kinds)[number];
export type LogRow = schema.LogRow;

const job_path = (id: string) => `/api/jobs/${encodeURIComponent(id)}`;

export const node_of = ({ get, write }: Pick<Client, "get" | "write">) => ({
  node: (signal?: AbortSignal) => get<NodeState>("/api/node", {}, signal),
  jobs: (query: Query, signal?: AbortSignal) => get<Page<Job>>("/api/jobs", query, signal),
  job: (id: string, signal?: AbortSignal) => get<Job>(job_path(id), {}, signal),
  start: (kind: AskedJob) => write<Job>("POST", "/api/jobs", { body: { kind } }),
  cancel: (id: string) => write("DELETE", job_path(id)),
  log: (query: Query, signal?: AbortSignal) => get<Page<LogRow>>("/api/access-log", query, signal),
});
