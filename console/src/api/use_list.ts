// A list that is read page after page by the key of its last row, so that rows added meanwhile shift nothing.
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { differing, mark, nothing_pending, unseen, useLive, with_change } from "./changes";
import type { Pending } from "./changes";
import type { Page } from "./types";

export interface List<Item> {
  items: Item[];
  total?: number | undefined;
  next: string | null;
  loading: boolean;
  error?: unknown;
  more: () => void;
  reload: () => void;
}

type State<Item> = Omit<List<Item>, "more" | "reload">;

/// `name` says all that `load` depends on: another name, another list. `resources`: whose changes by others are told of,
/// at the foot of the window, while the rows stay as they are.
export function useList<Item, Got extends Page<Item>>(
  name: string,
  load: (after: string | undefined, signal: AbortSignal) => Promise<Got>,
  resources: readonly string[] = [],
): List<Item> & { first?: Got | undefined } {
  const [state, setState] = useState<State<Item> & { first?: Got | undefined }>({
    items: [],
    next: null,
    loading: true,
  });
  const [pending, setPending] = useState(nothing_pending);
  const stop = useRef(new AbortController());
  const ask = useCallback(
    (after?: string) => {
      stop.current.abort();
      const { signal } = (stop.current = new AbortController());
      setState((before) => ({ ...before, loading: true, error: undefined }));
      if (!after) setPending(nothing_pending);
      load(after, signal).then(
        (page) => {
          if (signal.aborted) return;
          setState((before) => ({
            items: after ? [...before.items, ...page.items] : page.items,
            next: page.next,
            total: page.total,
            loading: false,
            first: after ? before.first : page,
          }));
        },
        (error: unknown) => {
          if (!signal.aborted) setState((before) => ({ ...before, loading: false, error }));
        },
      );
    },
    [name],
  );
  useEffect(() => {
    ask();
    return () => stop.current.abort();
  }, [ask]);
  useMarks({ ...state, resources, pending, setPending, load, reload: () => ask() });
  const more = () => state.next && ask(state.next);
  return { ...state, more: () => void more(), reload: () => ask() };
}

interface Marks {
  items: readonly unknown[];
  total?: number | undefined;
  loading: boolean;
  resources: readonly string[];
  pending: Pending;
  setPending: (change: (before: Pending) => Pending) => void;
  load: (after: undefined, signal: AbortSignal) => Promise<Page<unknown>>;
  reload: () => void;
}

const look_after_ms = 1_000;
const look_again_ms = 20_000;

/// Marks what others changed: of rows that are shown at once; whether another row belongs into this list at all its
/// beginning tells, which is looked at once in a while, and whenever the stream was away.
function useMarks(list: Marks) {
  const id = useId();
  const newest = useRef(list);
  newest.current = list;
  const changes = list.loading ? 0 : unseen(list.pending, list.items);
  const marked = useRef(0);
  marked.current = changes;
  const looking = useRef({ stop: new AbortController(), timer: undefined as number | undefined, at: 0 });
  const look = () => {
    const { load, items: shown, total, loading } = newest.current;
    if (loading) return;
    looking.current.stop.abort();
    looking.current.at = Date.now();
    const { signal } = (looking.current.stop = new AbortController());
    load(undefined, signal).then(
      (page) => {
        if (signal.aborted || newest.current.items !== shown) return;
        const found = new Map(differing(shown, page.items, page.next === null));
        if (found.size === 0 && page.total !== total) found.set("another total", Infinity);
        newest.current.setPending((before) => new Map([...before, ...found]));
      },
      () => undefined,
    );
  };
  const look_soon = () => {
    const { timer, at } = looking.current;
    if (timer !== undefined) return;
    const wait_ms = Math.max(look_after_ms, at + look_again_ms - Date.now());
    looking.current.timer = window.setTimeout(() => {
      looking.current.timer = undefined;
      look();
    }, wait_ms);
  };
  useLive(list.resources, {
    changed: (change) => {
      const { items, setPending } = newest.current;
      const shown = items.find((item) => (item as { id?: string }).id === change.id);
      // Of what has no revision the list alone tells whether it is still there.
      const is_known = shown !== undefined && (shown as { revision?: number }).revision !== undefined;
      if (is_known || (!shown && marked.current > 0)) setPending((before) => with_change(before, change));
      else look_soon();
    },
    back: look,
  });
  useEffect(
    () => () => {
      looking.current.stop.abort();
      clearTimeout(looking.current.timer);
      looking.current.timer = undefined;
    },
    [],
  );
  useEffect(() => mark(id, { changes, show: () => newest.current.reload() }), [id, changes]);
  useEffect(() => () => mark(id, { changes: 0, show: () => undefined }), [id]);
}
