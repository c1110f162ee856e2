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
  loading: boolean;
  resources: readonly string[];
  pending: Pending;
  setPending: (change: (before: Pending) => Pending) => void;
  load: (after: undefined, signal: AbortSignal) => Promise<Page<unknown>>;
  reload: () => void;
}

/// Marks what others changed. After the stream was away the list's beginning is looked at once.
function useMarks(list: Marks) {
  const id = useId();
  const newest = useRef(list);
  newest.current = list;
  const look = useRef(new AbortController());
  useLive(list.resources, {
    changed: (change) => newest.current.setPending((before) => with_change(before, change)),
    back: () => {
      look.current.abort();
      const { signal } = (look.current = new AbortController());
      const { load, items: shown, loading } = newest.current;
      if (loading) return;
      load(undefined, signal).then(
        ({ items, next }) => {
          if (signal.aborted || newest.current.items !== shown) return;
          const found = differing(shown, items, next === null);
          newest.current.setPending((before) => new Map([...before, ...found]));
        },
        () => undefined,
      );
    },
  });
  useEffect(() => () => look.current.abort(), []);
  const changes = list.loading ? 0 : unseen(list.pending, list.items);
  useEffect(() => mark(id, { changes, show: () => newest.current.reload() }), [id, changes]);
  useEffect(() => () => mark(id, { changes: 0, show: () => undefined }), [id]);
}
