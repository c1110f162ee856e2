import { beforeEach, describe, expect, test } from "vitest";
import { LineLost, Refusal } from "../api/client";
import type { Organisation, OrganisationFields } from "../api/types";
import { new_draft } from "./draft";
import type { Draft } from "./draft";
import { complaints, differences, fields_of, merged, nothing_typed, typed_of } from "./fields";
import type { Typed } from "./fields";
import { save } from "./save";

const hospital: Typed = {
  ...nothing_typed,
  names: { en: " Port  Hospital ", fr: "", ar: "" },
  sector: "healthcare",
};
const stored = (fields: OrganisationFields, revision = 1): Organisation => ({
  id: "a".repeat(32),
  revision,
  ...fields,
});

/// A server that keeps one organisation, remembers answers by key, and whose answers can be lost.
class Server {
  now: Organisation | undefined;
  lose = 0;
  requests: { verb: string; key: string; fields: OrganisationFields }[] = [];
  private answers = new Map<string, Organisation>();
  create_organisation = (fields: OrganisationFields, key: string) =>
    this.write("create", key, fields, () => stored(fields));
  change_organisation = (_id: string, fields: OrganisationFields, revision: number, key: string) =>
    this.write("change", key, fields, () => {
      if (this.now?.revision !== revision)
        throw new Refusal({ status: 412, ...(this.now ? { current: this.now } : {}) });
      return stored(fields, revision + 1);
    });
  private async write(verb: string, key: string, fields: OrganisationFields, made: () => Organisation) {
    this.requests.push({ verb, key, fields });
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

beforeEach(() => {
  server = new Server();
});

describe("saving", () => {
  test("sends tidied names, without the empty ones", async () => {
    const done = await save(server, new_draft(hospital), note);
    expect(done).toMatchObject({
      is: "saved",
      organisation: { names: { en: "Port Hospital" }, revision: 1 },
    });
    expect(server.requests[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  });

  test("after a lost answer repeats the same request under the same key, and is saved once", async () => {
    server.lose = 1;
    await expect(save(server, new_draft(hospital), note)).rejects.toThrow(LineLost);
    const done = await save(server, kept, note);
    expect(done.is).toBe("saved");
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]).toEqual(server.requests[0]);
    expect(server.now?.revision).toBe(1);
  });

  test("two windows with one draft are two requests", async () => {
    const draft = new_draft(hospital);
    await save(server, draft, note);
    await save(server, { ...draft, typed: { ...hospital, region: "North" } }, note);
    expect(server.requests[0]?.key).not.toBe(server.requests[1]?.key);
    expect(server.now?.region).toBe("North");
  });

  test("what was typed after the lost request follows as a change of what that request made", async () => {
    server.lose = 1;
    await expect(save(server, new_draft(hospital), note)).rejects.toThrow(LineLost);
    const done = await save(server, { ...kept, typed: { ...hospital, region: "North" } }, note);
    expect(server.requests.map(({ verb }) => verb)).toEqual(["create", "create", "change"]);
    expect(server.requests[0]?.key).not.toBe(server.requests[2]?.key);
    expect(done).toMatchObject({ is: "saved", organisation: { region: "North", revision: 2 } });
  });

  test("a refusal is an answer: the next try is another request", async () => {
    const refusing = {
      ...server,
      create_organisation: () => Promise.reject(new Refusal({ status: 422, detail: "No such region." })),
    };
    await expect(save(refusing, new_draft(hospital), note)).rejects.toThrow("No such region.");
    expect(kept.sent).toBeUndefined();
    expect(kept.typed).toEqual(hospital);
  });

  test("a lost update gives both versions", async () => {
    const base = stored(fields_of(hospital));
    server.now = { ...base, revision: 2, region: "South" };
    const done = await save(server, new_draft({ ...typed_of(base), region: "North" }, base), note);
    expect(done).toMatchObject({ is: "conflict", theirs: { revision: 2, region: "South" } });
    expect(kept.typed.region).toBe("North");
  });

  test("a version that is the same as one's own is no conflict", async () => {
    const base = stored(fields_of(hospital));
    server.now = { ...base, revision: 2, region: "North" };
    const done = await save(server, new_draft({ ...typed_of(base), region: "North" }, base), note);
    expect(done).toMatchObject({ is: "saved", organisation: { revision: 2 } });
  });
});

describe("two versions of one organisation", () => {
  const base = fields_of({ ...hospital, names: { en: "Port Hospital", fr: "", ar: "مستشفى الميناء" } });

  test("differ where a name is missing in one of them", () => {
    expect(differences(base, { ...base, names: { en: "Port Hospital" } })).toEqual(["names.ar"]);
  });

  test("are merged where only one of them changed something", () => {
    const mine = { ...base, region: "North" };
    const theirs = { ...base, names: { en: "Port Hospital", fr: "Hôpital du port", ar: "مستشفى الميناء" } };
    expect(merged(base, mine, theirs)).toEqual({
      fields: { ...base, region: "North", names: theirs.names },
      undecided: [],
    });
  });

  test("leave to a person what both changed", () => {
    const [mine, theirs] = [
      { ...base, region: "North" },
      { ...base, region: "South" },
    ];
    expect(merged(base, mine, theirs).undecided).toEqual(["region"]);
  });

  test("agree on a name that was taken away", () => {
    const theirs = { ...base, names: { en: "Port Hospital" } };
    expect(merged(base, base, theirs).fields.names).toEqual({ en: "Port Hospital" });
  });
});

test("a name in one language and a sector are asked for", () => {
  expect(Object.keys(complaints(nothing_typed))).toEqual(["names.en", "sector"]);
  expect(
    complaints({ ...nothing_typed, names: { en: "", fr: "", ar: "بلدية" }, sector: "government" }),
  ).toEqual({});
  expect(complaints({ ...hospital, names: { en: "  ", fr: "", ar: "" } })).toHaveProperty(["names.en"]);
});
