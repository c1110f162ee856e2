// Days that something ends on. Whoever chooses a day means the whole of it, where they are.

/// The last millisecond of "2026-06-01" here; null for no day.
export function end_of_day(day: string): number | null {
  const [year, month, date] = day.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !year || !month || !date) return null;
  return new Date(year, month - 1, date + 1).getTime() - 1;
}
