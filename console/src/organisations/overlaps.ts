import type { Client } from "../api/client";
import type { Overlap } from "../api/types";

/// Of one organisation: all pages, as far as a page can show them.
const most_pages = 10;

export async function all_overlaps(
  client: Client,
  organisation: string,
  signal: AbortSignal,
): Promise<Overlap[]> {
  const found: Overlap[] = [];
  let after: string | undefined;
  for (let page = 0; page < most_pages; page += 1) {
    const some = await client.overlaps(organisation, { limit: 200, after }, signal);
    found.push(...some.items);
    if (!some.next) break;
    after = some.next;
  }
  return found;
}

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
