// What others changed in a list since it was loaded: the rows stay where they are until the reader asks.
import { useEffect, useSyncExternalStore } from "react";
import { live } from "./live";
import type { Change } from "./live";

/// By id the revision that is told of; Infinity where a row went.
export type Pending = ReadonlyMap<string, number>;
export const nothing_pending: Pending = new Map();

type Row = { id?: string; revision?: number };
const row_of = (item: unknown): Row => (item ?? {}) as Row;

/// How many of them the list doesn't show yet: what one did oneself is told of too, but is there already.
export function unseen(pending: Pending, items: readonly unknown[]): number {
  // What has no revision doesn't change; it may go.
  const shown = new Map(items.map((item) => [row_of(item).id, row_of(item).revision ?? Number.MAX_VALUE]));
  return [...pending].filter(([id, revision]) => (shown.get(id) ?? -1) < revision).length;
}

export const with_change = (pending: Pending, { id, revision }: Change): Pending =>
  new Map(pending).set(id, Math.max(revision, pending.get(id) ?? 0));

/// What differs between the rows that are shown and the list's beginning as it is now; `is_whole`: there is no more.
export function differing(shown: readonly unknown[], page: readonly unknown[], is_whole: boolean): Pending {
  const found = new Map<string, number>();
  const now = new Map(page.map((item) => [row_of(item).id, row_of(item).revision ?? 0]));
  const before = new Map(shown.map((item) => [row_of(item).id, row_of(item).revision ?? 0]));
  for (const [id, revision] of now) if (id && before.get(id) !== revision) found.set(id, revision);
  // Of a list that goes on, the rows behind the page are not known to be gone.
  const compared = is_whole ? shown : shown.slice(0, page.length - found.size);
  for (const item of compared) {
    const { id } = row_of(item);
    if (id && !now.has(id)) found.set(id, Infinity);
  }
  return found;
}

/// Hears of changes in `resources` as long as the component stands.
export function useLive(
  resources: readonly string[],
  on: { changed: (change: Change) => void; back: () => void },
) {
  const name = resources.join(",");
  useEffect(() => {
    if (name === "") return;
    return live().listen(name.split(","), (told) => {
      if (told.is === "back") on.back();
      else on.changed(told.change);
    });
  }, [name]);
}

interface Marked {
  changes: number;
  show: () => void;
}
const marked = new Map<string, Marked>();
const watchers = new Set<() => void>();

/// Says how many changes a list doesn't show; with none it is as if it were not there.
export function mark(list: string, what: Marked): void {
  const was_marked = marked.delete(list);
  if (what.changes > 0) marked.set(list, what);
  else if (!was_marked) return;
  for (const tell of watchers) tell();
}

const subscribe = (changed: () => void) => {
  watchers.add(changed);
  return () => void watchers.delete(changed);
};
const total = () => [...marked.values()].reduce((sum, { changes }) => sum + changes, 0);

/// Of all lists on the page.
export function useMarked(): { changes: number; show: () => void } {
  const changes = useSyncExternalStore(subscribe, total);
  return { changes, show: () => [...marked.values()].forEach((one) => one.show()) };
}
