import { expect, test } from "vitest";
import { day_at, days_ago, iso_day, is_old } from "./civil";

test("a day is old after 180 days and not before, and no day is older than any", () => {
  expect(is_old("2026-06-01", 180, "2026-11-28")).toBe(false);
  expect(is_old("2026-06-01", 180, "2026-11-29")).toBe(true);
  expect(is_old(undefined, 180, "2026-11-29")).toBe(true);
  expect(is_old("soon", 180, "2026-11-29")).toBe(true);
  expect(is_old("2027-01-01", 180, "2026-11-29")).toBe(false);
});

test("days are counted over the ends of months and years", () => {
  expect(iso_day(days_ago(180, new Date(2026, 1, 28)))).toBe("2025-09-01");
  expect(iso_day(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  expect(day_at("2026-01-05")).toBe(Date.UTC(2026, 0, 5));
  expect(day_at("2026-1-5")).toBeNaN();
});
