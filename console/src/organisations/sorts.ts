/// The orders that a list of organisations can have; "-" turns one round.
export const sorts = [
  "name",
  "-name",
  "-criticality",
  "criticality",
  "sector",
  "-sector",
  "region",
  "-region",
] as const;
export type Sort = (typeof sorts)[number];

export const is_sort = (text: string): text is Sort => sorts.includes(text as Sort);

/// What a click on the heading of `column` makes of `now`.
export function turned(now: Sort, column: string): Sort {
  const next = now === column ? `-${column}` : column;
  return is_sort(next) ? next : now;
}

export function aria_sort(now: Sort, column: string): "ascending" | "descending" | "none" {
  if (now === column) return "ascending";
  return now === `-${column}` ? "descending" : "none";
}
