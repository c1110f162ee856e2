import { beforeEach, describe, expect, test } from "vitest";
import { LineLost, Refusal } from "../api/client";
import type { Contact, Item, Organisation } from "../api/types";
import { contacts, organisations } from "../organisations/kinds";
import { new_draft } from "./draft";
import type { Draft } from "./draft";
import { save } from "./save";
import type { Writes } from "./save";
import { body_of, complaints, differences, merged, nothing_typed, typed_of } from "./typed";
import type { Typed } from "./typed";

const hospital: Typed = {
  ...nothing_typed(organisations),
  "names.en": " Port  Hospital ",
  sector: "healthcare",
};
const id = "a".repeat(32);
const stored = (fields: object, revision = 1) => ({ id, revision, ...fields }) as Item;
const base_of = (typed: Typed) => stored(body_of(organisations, typed));

/// A server that keeps one item, remembers answers by key, and whose answers can be lost.
class Server {
  now: Item | undefined;
  lose = 0;
  requests: { verb: string; key: string; body: unknown }[] = [];
  private answers = new Map<string, Item>();
  private create(_resource: string, body: unknown, key: string) {
    return this.write("create", key, body, () => stored(body as object));
  }
  private change(_resource: string, _id: string, body: unknown, revision: number, key: string) {
    return this.write("change", key, body, () => {
      if (this.now?.revision !== revision)
        throw new Refusal({ status: 412, ...(this.now ? { current: this.now } : {}) });
      return stored(body as object, revision + 1);
    });
  }
  readonly client = { create: this.create.bind(this), change: this.change.bind(this) } as unknown as Writes;
  private async write(verb: string, key: string, body: unknown, made: () => Item) {
    this.requests.push({ verb, key, body });
    const answer = this.answers.get(key) ?? (this.now = made());
    this.answers.set(key, answer);
    if (this.lose > 0) {
      this.lose -= 1;
      throw new LineLost();
    }
    return answer;
  }
}

let server: Server;
let kept: Draft;
const note = (draft: Draft) => void (kept = draft);
const saving = (draft: Draft, client = server.client) => save(client, organisations, draft, note);

beforeEach(() => {
  server = new Server();
});

describe("saving", () => {
  test("sends tidied names, without the empty ones", async () => {
    const done = await saving(new_draft(hospital));
    expect(done).toMatchObject({ is: "saved", item: { names: { en: "Port Hospital" }, revision: 1 } });
    expect(server.requests[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(server.requests[0]?.body).toEqual({ names: { en: "Port Hospital" }, sector: "healthcare" });
  });

  test("after a lost answer repeats the same request under the same key, and is saved once", async () => {
    server.lose = 1;
    await expect(saving(new_draft(hospital))).rejects.toThrow(LineLost);
    const done = await saving(kept);
    expect(done.is).toBe("saved");
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]).toEqual(server.requests[0]);
    expect(server.now?.revision).toBe(1);
  });

  test("two windows with one draft are two requests", async () => {
    const draft = new_draft(hospital);
    await saving(draft);
    await saving({ ...draft, typed: { ...hospital, region: "North" } });
    expect(server.requests[0]?.key).not.toBe(server.requests[1]?.key);
    expect(server.now).toMatchObject({ region: "North" });
  });

  test("what was typed after the lost request follows as a change of what that request made", async () => {
    server.lose = 1;
    await expect(saving(new_draft(hospital))).rejects.toThrow(LineLost);
    const done = await saving({ ...kept, typed: { ...hospital, region: "North" } });
    expect(server.requests.map(({ verb }) => verb)).toEqual(["create", "create", "change"]);
    expect(server.requests[0]?.key).not.toBe(server.requests[2]?.key);
    expect(done).toMatchObject({ is: "saved", item: { region: "North", revision: 2 } });
  });

  test("a refusal is an answer: the next try is another request", async () => {
    const refusing = {
      ...server.client,
      create: () => Promise.reject(new Refusal({ status: 422, detail: "No such region." })),
    };
    await expect(saving(new_draft(hospital), refusing)).rejects.toThrow("No such region.");
    expect(kept.sent).toBeUndefined();
    expect(kept.typed).toEqual(hospital);
  });

  test("a lost update gives both versions", async () => {
    const base = base_of(hospital);
    server.now = { ...base, revision: 2, region: "South" } as Organisation;
    const done = await saving(new_draft({ ...hospital, region: "North" }, base));
    expect(done).toMatchObject({ is: "conflict", theirs: { revision: 2, region: "South" } });
    expect(kept.typed["region"]).toBe("North");
  });

  test("a version that is the same as one's own is no conflict", async () => {
    const base = base_of(hospital);
    server.now = { ...base, revision: 2, region: "North" } as Organisation;
    const done = await saving(new_draft({ ...hospital, region: "North" }, base));
    expect(done).toMatchObject({ is: "saved", item: { revision: 2 } });
  });
});

describe("two versions of one organisation", () => {
  const base: Typed = { ...hospital, "names.en": "Port Hospital", "names.ar": "مستشفى الميناء" };
  const named = (one: Typed, other: Typed) => differences(organisations, one, other).map(({ name }) => name);

  test("differ where a name is missing in one of them", () => {
    expect(named(base, { ...base, "names.ar": "" })).toEqual(["names.ar"]);
  });

  test("do not differ in what is left out when it is sent", () => {
    expect(named(base, { ...base, "names.en": " Port  Hospital" })).toEqual([]);
  });

  test("are merged where only one of them changed something", () => {
    const mine = { ...base, region: "North" };
    const theirs = { ...base, "names.fr": "Hôpital du port" };
    expect(merged(organisations, base, mine, theirs)).toEqual({
      typed: { ...base, region: "North", "names.fr": "Hôpital du port" },
      undecided: [],
    });
  });

  test("leave to a person what both changed", () => {
    const [mine, theirs] = [
      { ...base, region: "North" },
      { ...base, region: "South" },
    ];
    expect(merged(organisations, base, mine, theirs).undecided).toEqual(["region"]);
  });

  test("agree on a name that was taken away", () => {
    const theirs = { ...base, "names.ar": "" };
    expect(merged(organisations, base, base, theirs).typed["names.ar"]).toBe("");
  });
});

describe("a contact", () => {
  const contact: Contact = {
    id,
    revision: 3,
    organisation: "b".repeat(32),
    kind: "role",
    name: "Duty desk",
    channels: [{ kind: "telephone", address: "+999 1234", out_of_hours: true }],
  };
  const typed = typed_of(contacts, contact);

  test("is sent as it came", () => {
    const { id: _id, revision: _revision, ...fields } = contact;
    expect(body_of(contacts, typed)).toEqual(fields);
  });

  test("of a new draft says whose it is, and lines of channels without an address are not sent", () => {
    const fresh = {
      ...nothing_typed(contacts, contact.organisation),
      kind: "person",
      name: "Amina",
      channels: [
        { kind: "mail" as const, address: "  ", out_of_hours: true },
        { kind: "mail" as const, address: " a@example.org ", out_of_hours: false },
      ],
    };
    expect(body_of(contacts, fresh)).toEqual({
      organisation: contact.organisation,
      kind: "person",
      name: "Amina",
      channels: [{ kind: "mail", address: "a@example.org" }],
    });
  });

  test("differs from another in its channels as a whole, and a version with the others' channels has all of them", () => {
    const changed: Contact = { ...contact, channels: [{ kind: "mail", address: "duty@example.org" }] };
    const theirs = typed_of(contacts, changed);
    expect(differences(contacts, typed, theirs).map(({ name }) => name)).toEqual(["channels"]);
    expect(merged(contacts, typed, typed, theirs).typed["channels"]).toEqual(theirs["channels"]);
  });

  test("keeps the lines of its notes", () => {
    expect(body_of(contacts, { ...typed, notes: " one\r\n\r\ntwo  " })).toMatchObject({
      notes: "one\n\ntwo",
    });
  });
});

test("a name in one language and a sector are asked for", () => {
  const missing = (typed: Typed) => Object.keys(complaints(organisations, typed));
  const nothing = nothing_typed(organisations);
  expect(missing(nothing)).toEqual(["names.en", "sector"]);
  expect(missing({ ...nothing, "names.ar": "بلدية", sector: "government" })).toEqual([]);
  expect(missing({ ...hospital, "names.en": "  " })).toEqual(["names.en"]);
});
