// What a list is asked for stands in the address: it survives a reload, and a link to it can be sent.
import type { Kind } from "./kind";

export interface Asked {
  q: string;
  sort: string;
  /// By the name of the filter; "" is everything.
  filters: Readonly<Record<string, string>>;
}

export const asks_nothing = ({ q, filters }: Asked) =>
  q === "" && Object.values(filters).every((one) => one === "");

export function asked_in(kind: Kind, search: string): Asked {
  const given = new URLSearchParams(search);
  const sort = given.get("sort") ?? "";
  const chosen = kind.filters.map(({ name, choices }) => {
    const value = given.get(name) ?? "";
    return [name, choices.includes(value) ? value : ""] as const;
  });
  return {
    q: given.get("q") ?? "",
    sort: kind.sorts.includes(sort) ? sort : (kind.sorts[0] ?? ""),
    filters: Object.fromEntries(chosen),
  };
}

/// `search` with what is asked now; what else stands in it stays.
export function search_of(kind: Kind, search: string, asked: Asked): string {
  const now = new URLSearchParams(search);
  const sort = asked.sort === kind.sorts[0] ? "" : asked.sort;
  for (const [name, value] of Object.entries({ q: asked.q, ...asked.filters, sort })) {
    if (value) now.set(name, value);
    else now.delete(name);
  }
  return now.size === 0 ? "" : `?${now}`;
}

/// What the server is asked.
export function query_of(kind: Kind, asked: Asked, owner?: string): Readonly<Record<string, string>> {
  const query: Record<string, string> = {
    q: asked.q,
    sort: asked.sort,
    ...(owner ? { organisation: owner } : {}),
  };
  for (const { name, asks } of kind.filters) {
    const value = asked.filters[name] ?? "";
    if (value) Object.assign(query, asks ? asks(value) : { [name]: value });
  }
  return query;
}

/// What a click on the heading of `column` makes of the order `now`.
export function turned(kind: Kind, now: string, column: string): string {
  const next = now === column ? `-${column}` : column;
  return kind.sorts.includes(next) ? next : now;
}

/// Undefined for a column that there is no order by. Organisations are in the order of their names.
export function aria_sort(
  kind: Kind,
  now: string,
  column: string,
): "ascending" | "descending" | "none" | undefined {
  if (!kind.sorts.includes(column)) return undefined;
  if (now === column) return "ascending";
  return now === `-${column}` ? "descending" : "none";
}

/// The order that belongs to a column: of names, that of "name".
export const order_of = (column: string) => (column === "names" ? "name" : column);
