/// The orders that the server has for a list of organisations; "-" turns one round.
export const sorts = ["name", "-name"] as const;
export type Sort = (typeof sorts)[number];

export const is_sort = (text: string): text is Sort => sorts.includes(text as Sort);

/// What a click on the heading of `column` makes of `now`.
export function turned(now: Sort, column: string): Sort {
  const next = now === column ? `-${column}` : column;
  return is_sort(next) ? next : now;
}

/// Undefined for a column that there is no order by.
export function aria_sort(now: Sort, column: string): "ascending" | "descending" | "none" | undefined {
  if (!is_sort(column)) return undefined;
  if (now === column) return "ascending";
  return now === `-${column}` ? "descending" : "none";
}
