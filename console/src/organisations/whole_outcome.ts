import type { Job } from "../api/node";
import { node_of } from "../api/node";
import type { RefusedRow } from "../api/types";
import { useLoad } from "../api/use_load";
import { useClient } from "../session/session";
import { outcome_of } from "./import_question";

/// The rows that an import refused: of a job out of a list they are asked for.
export function useRefused(job: Job): { refused: readonly RefusedRow[] | undefined; error: unknown } {
  const { job: read } = node_of(useClient());
  const known = outcome_of(job)?.refused;
  const asks = known === undefined && outcome_of(job) !== undefined;
  const { value, error } = useLoad(asks ? job.id : "", (signal) =>
    asks ? read(job.id, signal).then(outcome_of) : Promise.resolve(undefined),
  );
  return { refused: known ?? value?.refused, error };
}
