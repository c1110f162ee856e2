import { afterEach, expect, test, vi } from "vitest";
import { forget, is_shared, keep, kept, kept_names, share } from "./kept";

function stored() {
  const map = new Map<string, string>();
  const storage = {
    getItem: (name: string) => map.get(name) ?? null,
    setItem: (name: string, value: string) => void map.set(name, value),
    removeItem: (name: string) => void map.delete(name),
  };
  // Object.keys(localStorage) gives its names.
  vi.stubGlobal(
    "localStorage",
    new Proxy(storage, {
      ownKeys: () => [...map.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  );
  return map;
}

afterEach(() => {
  share(false);
  vi.unstubAllGlobals();
});

test("what is kept stays in the browser, under names of its own", () => {
  const map = stored();
  expect(keep("draft.a", "1")).toBe(true);
  map.set("another program", "2");
  expect([...map.keys()]).toEqual(["manara.draft.a", "another program"]);
  expect(kept_names("draft.")).toEqual(["draft.a"]);
  forget("draft.a");
  expect(kept("draft.a")).toBeNull();
});

test("on a shared computer nothing reaches the browser, and what others left there isn't read", () => {
  const map = stored();
  map.set("manara.language", "ar");
  map.set("manara.draft.other", "theirs");
  share(true);
  expect(is_shared()).toBe(true);
  expect(kept("language")).toBe("ar");
  expect(kept("draft.other")).toBeNull();
  // It is there as long as the page, and the page is told that it is not kept.
  expect(keep("draft.mine", "typed")).toBe(false);
  expect(kept("draft.mine")).toBe("typed");
  expect(kept_names("draft.")).toEqual(["draft.mine"]);
  expect([...map.keys()]).toEqual(["manara.language", "manara.draft.other"]);
  share(false);
  expect(kept("draft.mine")).toBeNull();
  expect(kept("draft.other")).toBe("theirs");
});

test("a browser that refuses is no error", () => {
  vi.stubGlobal("localStorage", undefined);
  expect(keep("draft.a", "1")).toBe(false);
  expect(kept("draft.a")).toBeNull();
  expect(kept_names("")).toEqual([]);
});
