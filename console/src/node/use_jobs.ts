import { useEffect, useState } from "react";
import { node_of } from "../api/node";
import type { AskedJob, Job } from "../api/node";
import { useList } from "../api/use_list";
import type { Page } from "../api/types";
import { useClient } from "../session/session";

export const is_open = ({ state }: Pick<Job, "state">) => state === "waiting" || state === "running";

/// How far a job is, 0 to 1; undefined where nobody knows.
export const share_of = ({ done, total }: Pick<Job, "done" | "total">): number | undefined =>
  total > 0 ? Math.min(done / total, 1) : undefined;

const first_look_ms = 700;
const longest_look_ms = 5_000;

/// The jobs as they are now: those that run are looked at again and again, less often the longer they take.
export function useJobs(ended: () => void) {
  const { jobs, job, start, cancel } = node_of(useClient());
  const list = useList<Job, Page<Job>>("jobs", (after, signal) => jobs({ limit: 20, after }, signal));
  const [newer, setNewer] = useState<ReadonlyMap<string, Job>>(new Map());
  const take = (one: Job) => setNewer((before) => new Map(before).set(one.id, one));
  const listed = list.items.map((one) => newer.get(one.id) ?? one);
  const unlisted = [...newer.values()].filter(({ id }) => !list.items.some((one) => one.id === id));
  const all = [...unlisted.sort((a, b) => b.made - a.made), ...listed];
  const open = all
    .filter(is_open)
    .map(({ id }) => id)
    .join(",");

  useEffect(() => {
    if (open === "") return;
    const stop = new AbortController();
    let wait_ms = first_look_ms;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      for (const id of open.split(",")) {
        const one = await job(id, stop.signal).catch(() => undefined);
        if (stop.signal.aborted) return;
        if (!one) continue;
        take(one);
        if (!is_open(one)) ended();
      }
      wait_ms = Math.min(wait_ms * 1.4, longest_look_ms);
      timer = setTimeout(() => void look(), wait_ms);
    };
    timer = setTimeout(() => void look(), wait_ms);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [open]);

  return {
    ...list,
    items: all,
    start: async (kind: AskedJob) => take(await start(kind)),
    cancel: async (id: string) => {
      await cancel(id);
      take(await job(id));
    },
  };
}
