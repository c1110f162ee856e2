import type { Overlap } from "../api/types";

/// By the id of a network of `organisation`: the networks of others, or its own, that have addresses in common with it.
export function overlaps_by_network(
  organisation: string,
  items: readonly Overlap[],
): Map<string, Overlap["a"][]> {
  const found = new Map<string, Overlap["a"][]>();
  const note = (mine: Overlap["a"], other: Overlap["a"]) => {
    if (mine.organisation !== organisation) return;
    const known = found.get(mine.id) ?? [];
    if (!known.some(({ id }) => id === other.id)) found.set(mine.id, [...known, other]);
  };
  for (const { a, b } of items) {
    note(a, b);
    note(b, a);
  }
  return found;
}
