import { useEffect, useId, useRef, useState } from "react";
import { mark, useLive } from "../api/changes";
import { node_of } from "../api/node";
import type { AskedJob, Job } from "../api/node";
import { useList } from "../api/use_list";
import type { Page } from "../api/types";
import { useClient, useMe } from "../session/session";

export const is_open = ({ state }: Pick<Job, "state">) => state === "waiting" || state === "running";

/// How far a job is, 0 to 1; undefined where nobody knows.
export const share_of = ({ done, total }: Pick<Job, "done" | "total">): number | undefined =>
  total > 0 ? Math.min(done / total, 1) : undefined;

/// Of two answers about one job the one that was true later, whichever came first.
export function later_of(one: Job, other: Job): Job {
  if (is_open(one) !== is_open(other)) return is_open(one) ? other : one;
  if (one.state !== other.state) return one.state === "waiting" ? other : one;
  return other.done > one.done ? other : one;
}

const first_look_ms = 700;
const longest_look_ms = 5_000;

interface How {
  /// How many are asked for at a time.
  limit: number;
  /// Others are left out.
  shows?: (job: Job) => boolean;
  /// One that was open has ended.
  ended?: () => void;
}

/// The jobs as they are now. Those that are open are looked at when the stream tells of them; and again and again, less
/// often the longer they take, as long as it doesn't.
export function useJobs({ limit, shows = () => true, ended }: How) {
  const { jobs, job, start, cancel } = node_of(useClient());
  const me = useMe();
  const list = useList<Job, Page<Job>>("jobs", (after, signal) => jobs({ limit, after }, signal));
  const [newer, setNewer] = useState<ReadonlyMap<string, Job>>(new Map());
  const [lost, setLost] = useState<unknown>();
  const told_at = useRef(new Map<string, number>());
  const take = (one: Job) =>
    setNewer((before) => {
      const known = before.get(one.id);
      return new Map(before).set(one.id, known ? later_of(known, one) : one);
    });
  const listed = list.items.map((one) => {
    const known = newer.get(one.id);
    return known ? later_of(known, one) : one;
  });
  const unlisted = [...newer.values()].filter(({ id }) => !list.items.some((one) => one.id === id));
  const all = [...unlisted.sort((a, b) => b.made - a.made), ...listed].filter(shows);
  const open = all
    .filter(is_open)
    .map(({ id }) => id)
    .join(",");

  /// What is known by now; undefined where it can't be had.
  const look = async (id: string, signal?: AbortSignal) => {
    try {
      const one = await job(id, signal);
      if (signal?.aborted) return undefined;
      setLost(undefined);
      return one;
    } catch (error) {
      if (!signal?.aborted) setLost(error);
      return undefined;
    }
  };

  useEffect(() => {
    if (open === "") return setLost(undefined);
    const stop = new AbortController();
    let wait_ms = first_look_ms;
    let timer: ReturnType<typeof setTimeout>;
    const look_at_all = async () => {
      for (const id of open.split(",")) {
        if (Date.now() - (told_at.current.get(id) ?? 0) < longest_look_ms) continue;
        const one = await look(id, stop.signal);
        if (stop.signal.aborted) return;
        if (one) take(one);
      }
      wait_ms = Math.min(wait_ms * 1.4, longest_look_ms);
      timer = setTimeout(() => void look_at_all(), wait_ms);
    };
    timer = setTimeout(() => void look_at_all(), wait_ms);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [open]);

  const were_open = useRef(open);
  useEffect(() => {
    const now = open.split(",");
    const has_ended = were_open.current.split(",").some((id) => id !== "" && !now.includes(id));
    were_open.current = open;
    if (has_ended) ended?.();
  }, [open]);

  const told = useTold({ all, shows, look, take, told_at: told_at.current, reload: list.reload });
  useMarked(told, all, list.reload);

  return {
    ...list,
    items: all,
    /// Why the last look at an open one told nothing.
    lost,
    take,
    start: async (kind: AskedJob) => take(await start(kind)),
    cancel: async (id: string) => {
      await cancel(id);
      take(await job(id));
    },
    is_mine: (one: Job) => one.person === me.person.id,
  };
}

interface Told {
  all: readonly Job[];
  shows: (job: Job) => boolean;
  look: (id: string) => Promise<Job | undefined>;
  take: (job: Job) => void;
  told_at: Map<string, number>;
  reload: () => void;
}

/// Hears of jobs. Gives the ids of those of others that have begun meanwhile: they wait until the reader asks for them,
/// while one's own, begun in another window, are there at once.
function useTold(how: Told): readonly string[] {
  const me = useMe();
  const newest = useRef(how);
  newest.current = how;
  const passed_over = useRef(new Set<string>());
  /// Those that are being looked at, and whether they were told of again meanwhile.
  const looking = useRef(new Map<string, boolean>());
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const look_at = async (id: string): Promise<void> => {
    if (looking.current.has(id)) return void looking.current.set(id, true);
    looking.current.set(id, false);
    const one = await newest.current.look(id);
    const again = looking.current.get(id);
    looking.current.delete(id);
    if (!one) return;
    const { all, shows, take, told_at } = newest.current;
    if (all.some((job) => job.id === id) || (shows(one) && one.person === me.person.id)) {
      told_at.set(id, Date.now());
      take(one);
      if (again && is_open(one)) await look_at(id);
    } else {
      passed_over.current.add(id);
      if (shows(one)) setWaiting((before) => [...before, id]);
    }
  };
  useLive(["jobs"], {
    changed: ({ id }) => {
      const known = newest.current.all.find((one) => one.id === id);
      // What has ended is what it is.
      if (known ? is_open(known) : !passed_over.current.has(id)) void look_at(id);
    },
    back: () => newest.current.reload(),
  });
  return waiting;
}

function useMarked(told: readonly string[], all: readonly Job[], reload: () => void) {
  const id = useId();
  const changes = told.filter((one) => !all.some((job) => job.id === one)).length;
  const newest = useRef(reload);
  newest.current = reload;
  useEffect(() => mark(id, { changes, show: () => newest.current() }), [id, changes]);
  useEffect(() => () => mark(id, { changes: 0, show: () => undefined }), [id]);
}
