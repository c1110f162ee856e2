// Days as texts, "2026-06-01", of no time zone; and how old one may be.

/// After so many days a contact is asked again.
export const old_after_days = 180;

const day_ms = 86_400_000;
const is_day = /^\d{4}-\d{2}-\d{2}$/;

/// The day that it is where the reader sits.
export function iso_day(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export const days_ago = (days: number, now = new Date()) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);

/// Milliseconds of a day's beginning in UTC, for showing it; NaN where it is none.
export const day_at = (day: string) => (is_day.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN);

/// Whether `day` lies more than `most_days` before `today`; no day at all is older than any.
export function is_old(day: string | undefined, most_days: number, today = iso_day(new Date())): boolean {
  const at = day_at(day ?? "");
  return Number.isNaN(at) || day_at(today) - at > most_days * day_ms;
}
