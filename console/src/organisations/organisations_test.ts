import { describe, expect, test } from "vitest";
import type { Contact, ImportAnswer, Me, Organisation, WhoAnswer } from "../api/types";
import { sectors } from "../api/types";
import { own_organisations } from "../today/own";
import { missing_in } from "../today/missing";
import { OrganisationNames } from "../resource/organisation_names";
import { offered } from "../resource/kind";
import { channel_link } from "../resource/values";
import { import_question, is_cut_off, mapped, mapping_of, outcome_of, unfilled } from "./import_question";
import { chosen_sectors } from "./kinds";
import { overlaps_by_network } from "./overlaps";
import { by_organisation } from "./round";
import { who_text } from "./who_text";

const contact = (organisation: string, name: string, more: Partial<Contact> = {}): Contact => ({
  id: `id of ${name}`,
  revision: 1,
  organisation,
  kind: "person",
  name,
  ...more,
});
const organisation = (id: string, en: string): Organisation => ({
  id,
  revision: 1,
  names: { en },
  sector: "water",
});

describe("an import", () => {
  const answer: ImportAnswer = {
    columns: [
      { heading: "Nom", field: "names.fr", samples: [] },
      { heading: "Ville", field: null, samples: [] },
    ],
    fields: [
      { name: "names.fr", heading: "Nom", required: false },
      { name: "sector", heading: "Secteur", required: true },
      { name: "organisation", heading: "Organisation", required: true },
    ],
    rows: { read: 0, new: 0, changed: 0, same: 0, refused: 0 },
    preview: [],
    refused: [],
    applied: false,
  };
  const mapping = mapping_of(answer);

  test("takes the columns as the server understood them", () => {
    expect(mapping).toEqual({ "names.fr": "Nom", sector: "", organisation: "" });
  });

  test("gives a field one column, and a column one field", () => {
    expect(mapped(mapping, "Ville", "names.fr")).toEqual({ ...mapping, "names.fr": "Ville" });
    expect(mapped(mapping, "Nom", "sector")).toEqual({ ...mapping, "names.fr": "", sector: "Nom" });
    expect(mapped(mapping, "Nom", "")).toEqual({ ...mapping, "names.fr": "" });
  });

  test("asks with each field that was mapped, also with those that no column fills", () => {
    expect(String(import_question("job", mapping, "abc"))).toBe(
      "mode=job&organisation=abc&map.names.fr=Nom&map.sector=&map.organisation=",
    );
    expect(String(import_question("preview", undefined, "", "csv"))).toBe("mode=preview&format=csv");
  });

  test("has an outcome once it is done, and none that this console could not show", () => {
    const rows = { read: 1, new: 1, changed: 0, same: 0, refused: 0 };
    const result = { resource: "contacts", rows };
    expect(outcome_of({ kind: "import", state: "done", result })).toEqual({ rows, refused: [] });
    const some = { ...result, rows: { ...rows, refused: 2 } };
    expect(outcome_of({ kind: "import", state: "done", result: some })).toEqual({ rows: some.rows });
    expect(outcome_of({ kind: "import", state: "done", result: {} })).toBeUndefined();
    expect(outcome_of({ kind: "import", state: "running", result: null })).toBeUndefined();
    expect(outcome_of({ kind: "verify", state: "done", result })).toBeUndefined();
  });

  test("has a rest to be done where it was cut off, not where it failed", () => {
    const cut_off = (["done", "failed", "cancelled", "interrupted", "running"] as const).filter((state) =>
      is_cut_off({ kind: "import", state }),
    );
    expect(cut_off).toEqual(["cancelled", "interrupted"]);
    expect(is_cut_off({ kind: "verify", state: "cancelled" })).toBe(false);
  });

  test("says what no column fills, unless an organisation was chosen for all", () => {
    expect(unfilled(answer, mapping, false)).toEqual(["sector", "organisation"]);
    expect(unfilled(answer, { ...mapping, sector: "Ville" }, true)).toEqual([]);
  });
});

test("an overlap is shown at each of one's own networks, once", () => {
  const [mine, also, theirs] = [
    { id: "1", organisation: "m", value: "10.0.0.0/8" },
    { id: "2", organisation: "m", value: "10.1.0.0/16" },
    { id: "3", organisation: "t", value: "10.2.0.0/16" },
  ];
  const found = overlaps_by_network("m", [
    { a: mine, b: also },
    { a: theirs, b: mine },
    { a: mine, b: theirs },
  ]);
  expect(found.get("1")).toEqual([also, theirs]);
  expect(found.get("2")).toEqual([mine]);
  expect(found.has("3")).toBe(false);
});

test("a round goes by organisation in the order of names", () => {
  const name = ({ en }: { en?: string }) => en ?? "";
  const groups = by_organisation(
    [contact("b", "Zoe"), contact("a", "Amin"), contact("b", "Ali"), contact("gone", "Nobody's")],
    new Map([
      ["a", organisation("a", "Water")],
      ["b", organisation("b", "Air")],
    ]),
    name,
  );
  expect(groups.map(({ organisation: id, contacts }) => [id, contacts.map((one) => one.name)])).toEqual([
    ["gone", ["Nobody's"]],
    ["b", ["Zoe", "Ali"]],
    ["a", ["Amin"]],
  ]);
});

test("the answer to who must know is text for a message", () => {
  const answer: WhoAnswer = {
    question: { kind: "address", value: "192.0.2.1" },
    items: [
      {
        organisation: organisation("a", "Port"),
        reason: { code: "network", text: "192.0.2.0/24 is theirs." },
        contacts: [
          contact("a", "Desk", {
            role: "Duty",
            channels: [{ kind: "telephone", address: "+1", out_of_hours: true }],
          }),
        ],
      },
    ],
    notes: [],
    more: false,
  };
  const t = (key: string, given: Record<string, string | number> = {}) =>
    [key, ...Object.values(given)].join(" ");
  expect(who_text(answer, { t, language: "en" })).toBe(
    "who_question.address 192.0.2.1\n\nPort\n192.0.2.0/24 is theirs.\n- Desk (Duty)\n" +
      "  channel.telephone: +1 (channel.out_of_hours)\n",
  );
});

test("only mail and telephone are clicked, and an address opens nothing else", () => {
  expect(channel_link({ kind: "mail", address: "a@example.org?bcc=x" })).toBe(
    "mailto:a@example.org%3Fbcc%3Dx",
  );
  expect(channel_link({ kind: "telephone", address: "+999 (1) 23" })).toBe("tel:+999123");
  expect(channel_link({ kind: "telephone", address: "ask the desk" })).toBeUndefined();
  expect(channel_link({ kind: "chat", address: "javascript:alert(1)" })).toBeUndefined();
});

describe("the first page", () => {
  test("of an organisation says what is missing, the gravest first; what may not be seen is not missing", () => {
    const counts = { contacts: 0, networks: 0, assets: 0 };
    expect(missing_in({ counts, old: 0 })).toEqual(["contacts", "networks", "assets"]);
    expect(missing_in({ counts: { contacts: 2 }, old: 1 })).toEqual(["old"]);
  });

  test("is the officer's only where no other role is given", () => {
    const me = (...roles: string[]) =>
      ({ roles: roles.map((role) => ({ role, scope: { id: "o", names: {} }, until: null })) }) as never;
    expect(own_organisations(me("organisation_officer", "organisation_officer"))).toEqual(["o"]);
    expect(own_organisations(me("organisation_officer", "analyst"))).toBeUndefined();
    expect(own_organisations(me())).toBeUndefined();
  });
});

describe("names of organisations", () => {
  const all = Array.from({ length: 300 }, (_, at) => organisation(String(at), `Number ${at}`));
  const counting = () => {
    const asked: string[] = [];
    const client = {
      item: async (_: string, id: string) => {
        asked.push(id);
        const found = all.find((one) => one.id === id);
        if (!found) throw new Error("404");
        return found;
      },
      list: async (_: string, { after }: { after?: string }) => {
        asked.push(`page ${after ?? ""}`);
        const from = Number(after ?? 0);
        return {
          items: all.slice(from, from + 200),
          next: from + 200 < all.length ? String(from + 200) : null,
        };
      },
    };
    return { asked, names: new OrganisationNames(client as never, () => 0) };
  };

  test("are asked for once, and of one that may not be seen there is none", async () => {
    const { asked, names } = counting();
    const found = await Promise.all([names.get("1"), names.get("1"), names.get("no")]);
    expect(found.map((one) => one?.names.en)).toEqual(["Number 1", "Number 1", undefined]);
    expect(asked).toEqual(["1", "no"]);
  });

  test("of many come by whole pages of the list", async () => {
    const { asked, names } = counting();
    const wanted = [...all.slice(0, 20), ...all.slice(250, 252)].map(({ id }) => names.get(id));
    expect((await Promise.all(wanted)).every((one) => one !== undefined)).toBe(true);
    expect(asked).toEqual(["page ", "250", "251"]);
  });
});

describe("the sectors that the team chose", () => {
  const me = (chosen: string[]) => ({ node: { sectors: chosen } }) as unknown as Me;

  test("stand first among all, each once, in the order that the server has", () => {
    const field = { choices: sectors, first: chosen_sectors };
    const all = offered(field, me(["water", "education", "piracy"]));
    expect(all.slice(0, 3)).toEqual(["education", "water", "healthcare"]);
    expect(all.toSorted()).toEqual([...sectors].toSorted());
    expect(offered(field, me([]))).toEqual(sectors);
    expect(offered({ choices: sectors }, me(["water"]))).toEqual(sectors);
  });
});
