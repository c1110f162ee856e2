import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { log_kinds } from "../api/node";
import type { Job, LogRow } from "../api/node";
import { sentence_key, why_key } from "./log_sentence";
import { size_in } from "./size";
import { is_open, later_of, share_of } from "./use_jobs";

const texts = JSON.parse(readFileSync("src/text/en.json", "utf8")) as Record<string, unknown>;
const row = (kind: string, more: Partial<LogRow> = {}) =>
  ({ kind, resource: "contacts", result: "ok", item: null, ...more }) as LogRow;

test("every kind of event has a sentence, also with words that this console doesn't know", () => {
  for (const kind of [...log_kinds, "newer"])
    for (const result of ["ok", "too_many", "invitation_made", "never heard of"])
      for (const resource of ["contacts", "password", "backup", "access_log", "newer"])
        expect(texts, `${kind} ${result} ${resource}`).toHaveProperty([
          sentence_key(row(kind, { result, resource })),
        ]);
});

test("a sign-in is said by how they came, a refused one by why, strangers in great number together", () => {
  expect(sentence_key(row("sign_in", { resource: "invitation" }))).toBe("log_way.invitation");
  expect(sentence_key(row("sign_in", { resource: "password", result: "sign_in_wrong" }))).toBe(
    "log.sign_in_refused",
  );
  expect(sentence_key(row("sign_in", { resource: "", result: "too_many" }))).toBe("log.too_many");
  expect(sentence_key(row("read", { item: "ab" }))).toBe("log.read_one");
  expect(sentence_key(row("credential", { result: "token_made" }))).toBe("log_credential.token_made");
  expect(sentence_key(row("credential", { result: "constructor" }))).toBe("log.credential");
});

test("a size is said in the unit in which it is below a thousand", () => {
  expect(size_in(999)).toEqual({ amount: 999, unit: "byte" });
  expect(size_in(31_500_000)).toEqual({ amount: 31.5, unit: "megabyte" });
  expect(size_in(4e18).unit).toBe("terabyte");
});

test("a job that has ended is not looked at again, and one of unknown length has no share", () => {
  expect((["waiting", "running"] as const).every((state) => is_open({ state }))).toBe(true);
  expect((["done", "failed", "cancelled", "interrupted"] as const).some((state) => is_open({ state }))).toBe(
    false,
  );
  expect(share_of({ done: 1, total: 4 })).toBe(0.25);
  expect(share_of({ done: 9, total: 4 })).toBe(1);
  expect(share_of({ done: 3, total: 0 })).toBeUndefined();
});

test("of two answers about a job the later one counts, whichever came first", () => {
  const job = (state: Job["state"], done = 0) => ({ state, done }) as Job;
  const in_order = [job("waiting"), job("running", 1), job("running", 4), job("interrupted", 3)];
  for (let at = 1; at < in_order.length; at += 1) {
    expect(later_of(in_order[at - 1]!, in_order[at]!)).toBe(in_order[at]);
    expect(later_of(in_order[at]!, in_order[at - 1]!)).toBe(in_order[at]);
  }
});

test("a refusal says why in words, or by its code where there are none", () => {
  expect(why_key("sign_in_wrong")).toBe("log_why.sign_in_wrong");
  expect(why_key("password_too_short")).toBe("log_why.password");
  expect(why_key("constructor")).toBeUndefined();
});
