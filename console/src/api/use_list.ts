// A list that is read page after page by the key of its last row, so that rows added meanwhile shift nothing.
import { useCallback, useEffect, useRef, useState } from "react";
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

/// `name` says all that `load` depends on: another name, another list.
export function useList<Item, Got extends Page<Item>>(
  name: string,
  load: (after: string | undefined, signal: AbortSignal) => Promise<Got>,
): List<Item> & { first?: Got | undefined } {
  const [state, setState] = useState<State<Item> & { first?: Got | undefined }>({
    items: [],
    next: null,
    loading: true,
  });
  const stop = useRef(new AbortController());
  const ask = useCallback(
    (after?: string) => {
      stop.current.abort();
      const { signal } = (stop.current = new AbortController());
      setState((before) => ({ ...before, loading: true, error: undefined }));
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
  const more = () => state.next && ask(state.next);
  return { ...state, more: () => void more(), reload: () => ask() };
}
