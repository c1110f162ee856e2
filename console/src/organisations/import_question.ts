// What an import asks of the server.
import type { Job } from "../api/node";
import type { ImportAnswer, ImportOutcome } from "../api/types";

/// By field the heading of the column that fills it; "" is none.
export type Mapping = Readonly<Record<string, string>>;

/// As the server understood the columns, or was told to.
export function mapping_of(answer: ImportAnswer): Mapping {
  const mapping: Record<string, string> = Object.fromEntries(answer.fields.map(({ name }) => [name, ""]));
  for (const { heading, field } of answer.columns) if (field !== null) mapping[field] = heading;
  return mapping;
}

/// `heading` fills `field` ("" for nothing): a field is filled by one column, and a column fills one field.
export function mapped(mapping: Mapping, heading: string, field: string): Mapping {
  const freed = Object.entries(mapping).map(([name, from]) => [name, from === heading ? "" : from] as const);
  return { ...Object.fromEntries(freed), ...(field ? { [field]: heading } : {}) };
}

export function import_question(
  mode: "preview" | "job",
  mapping: Mapping | undefined,
  owner: string,
  format?: "csv",
): URLSearchParams {
  const asked = new URLSearchParams({ mode });
  if (owner) asked.set("organisation", owner);
  if (format) asked.set("format", format);
  for (const [field, heading] of Object.entries(mapping ?? {})) asked.set(`map.${field}`, heading);
  return asked;
}

/// The fields that must be there and that no column fills.
export const unfilled = (answer: ImportAnswer, mapping: Mapping, has_owner: boolean): string[] =>
  answer.fields
    .filter(({ name, required }) => required && !mapping[name] && !(has_owner && name === "organisation"))
    .map(({ name }) => name);

export const is_import = ({ kind }: Pick<Job, "kind">) => kind === "import";

/// What came of an import, where it has been done. In a list of jobs it is without its refused rows.
export function outcome_of(job: Pick<Job, "kind" | "state" | "result">): ImportOutcome | undefined {
  const outcome = job.result as Partial<ImportOutcome> | null;
  if (!is_import(job) || job.state !== "done" || !outcome?.rows) return undefined;
  const refused = outcome.refused ?? (outcome.rows.refused === 0 ? [] : undefined);
  return { rows: outcome.rows, ...(refused && { refused }) };
}

/// What was saved stays, and the rest is still to be done.
export const is_cut_off = ({ kind, state }: Pick<Job, "kind" | "state">) =>
  is_import({ kind }) && (state === "cancelled" || state === "interrupted");
