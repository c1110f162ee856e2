import { expect, test } from "vitest";
import { differing, nothing_pending, unseen, with_change } from "./changes";
import { Live } from "./live";
import type { Told } from "./live";

interface Opened {
  address: string;
  closed: boolean;
  say: (event: "listening" | "changed" | "error", data?: string) => void;
}

function world() {
  const opened: Opened[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const state = { now: 0, attended: true };
  const live = new Live({
    open: (address) => {
      const heard = new Map<string, (data: string) => void>();
      const one: Opened = { address, closed: false, say: (event, data = "{}") => heard.get(event)?.(data) };
      opened.push(one);
      return { on: (event, run) => void heard.set(event, run), close: () => void (one.closed = true) };
    },
    is_attended: () => state.attended,
    now: () => state.now,
    later: (run, ms) => {
      const timer = { at: state.now + ms, run };
      timers.push(timer);
      return () => void timers.splice(0, timers.length, ...timers.filter((one) => one !== timer));
    },
  });
  const pass = (ms: number) => {
    state.now += ms;
    for (const due of timers.filter(({ at }) => at <= state.now)) {
      timers.splice(timers.indexOf(due), 1);
      due.run();
    }
  };
  return { live, opened, pass, state };
}

function listener() {
  const told: Told[] = [];
  return { told, tell: (what: Told) => void told.push(what) };
}

const change = (id: string, revision = 2) => JSON.stringify({ resource: "contacts", id, revision });

test("one stream serves all lists of a window, and each hears of its own resources alone", () => {
  const { live, opened, pass } = world();
  const contacts = listener();
  const networks = listener();
  live.listen(["contacts"], contacts.tell);
  live.listen(["networks"], networks.tell);
  pass(100);
  expect(opened.map(({ address }) => address)).toEqual(["/api/live?resources=contacts,networks"]);
  opened[0]?.say("listening");
  opened[0]?.say("changed", change("a"));
  opened[0]?.say("changed", "no json");
  expect(contacts.told).toEqual([{ is: "changed", change: { resource: "contacts", id: "a", revision: 2 } }]);
  expect(networks.told).toEqual([]);
});

test("a stream that ends is begun again after a while, less and less often, and says that it was away", () => {
  const { live, opened, pass } = world();
  const list = listener();
  live.listen(["contacts"], list.tell);
  pass(100);
  opened[0]?.say("listening");
  opened[0]?.say("error");
  expect(opened[0]?.closed).toBe(true);
  pass(2_900);
  expect(opened).toHaveLength(1);
  pass(200);
  opened[1]?.say("error");
  pass(3_500);
  expect(opened).toHaveLength(2);
  pass(3_000);
  expect(opened).toHaveLength(3);
  opened[2]?.say("listening");
  expect(list.told).toEqual([{ is: "back" }]);
});

test("while nobody looks there is no stream, and none is asked for", () => {
  const { live, opened, pass, state } = world();
  const list = listener();
  live.listen(["contacts"], list.tell);
  pass(100);
  opened[0]?.say("listening");
  state.attended = false;
  live.unattended();
  expect(opened[0]?.closed).toBe(true);
  pass(3_600_000);
  expect(opened).toHaveLength(1);
  state.attended = true;
  live.attended();
  pass(100);
  expect(opened).toHaveLength(2);
  opened[1]?.say("listening");
  expect(list.told).toEqual([{ is: "back" }]);
});

test("an end that nobody was there to see does not bring the stream back until somebody is", () => {
  const { live, opened, pass, state } = world();
  live.listen(["contacts"], () => undefined);
  pass(100);
  opened[0]?.say("listening");
  state.attended = false;
  opened[0]?.say("error");
  pass(3_600_000);
  expect(opened).toHaveLength(1);
});

test("with the last list the stream goes, and going from list to list keeps it", () => {
  const { live, opened, pass } = world();
  const end = live.listen(["contacts"], () => undefined);
  pass(100);
  end();
  const end_next = live.listen(["contacts"], () => undefined);
  pass(100);
  expect(opened.filter(({ closed }) => !closed)).toHaveLength(1);
  end_next();
  pass(100);
  expect(opened.every(({ closed }) => closed)).toBe(true);
});

test("what is shown already is no change: one's own saving is told of too", () => {
  const shown = [
    { id: "a", revision: 3 },
    { id: "b", revision: 1 },
  ];
  const of = (id: string, revision: number) => ({ resource: "contacts", id, revision });
  let pending = with_change(nothing_pending, of("a", 3));
  expect(unseen(pending, shown)).toBe(0);
  pending = with_change(pending, of("b", 2));
  pending = with_change(pending, of("b", 4));
  pending = with_change(pending, of("new", 1));
  expect(unseen(pending, shown)).toBe(2);
  expect(unseen(pending, [...shown, { id: "new", revision: 1 }])).toBe(1);
  expect(unseen(pending, [...shown, { id: "new" }])).toBe(1); // of a kind that never changes
});

test("after a while away a list finds what is new, changed and gone", () => {
  const shown = [
    { id: "a", revision: 1 },
    { id: "b", revision: 1 },
    { id: "c", revision: 1 },
  ];
  expect(differing(shown, shown, true).size).toBe(0);
  const now = [
    { id: "a", revision: 2 },
    { id: "c", revision: 1 },
    { id: "d", revision: 1 },
  ];
  const found = differing(shown, now, true);
  expect([...found.keys()].sort()).toEqual(["a", "b", "d"]);
  expect(unseen(found, shown)).toBe(3);
  // Also of what never changes: a role is given, and revoked.
  expect(unseen(differing([{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "c" }], true), [{ id: "a" }])).toBe(
    2,
  );
  // Rows behind the first page are not known to be gone.
  expect(differing([...shown, { id: "z", revision: 1 }], shown, false).size).toBe(0);
});
