import { expect, test } from "vitest";
import type { GivenGrant } from "../api/accounts";
import { Refusal } from "../api/client";
import type { Me } from "../api/types";
import { page_over } from "../parts/page_links";
import { drawing_of } from "../parts/qr";
import { end_of_day } from "../parts/until";
import { in_fours } from "../profile/second_factor";
import { code_of } from "../session/entry";
import { complaint_of } from "../session/new_password";
import { agent_of } from "./agent";
import { own_places } from "./places";
import { refused_fields } from "./refused";
import { roles_by_person } from "./roles";
import { may_see_people, settings_pages } from "./settings_pages";

const grant = (person: string, role: GivenGrant["role"], until: number | null = null) =>
  ({ person, role, until }) as GivenGrant;

test("the roles of each person are said once, in their order, without those that are over", () => {
  const found = roles_by_person(
    [
      grant("a", "auditor"),
      grant("a", "administrator", 2_000),
      grant("a", "administrator"),
      grant("b", "trainer", 1_000),
    ],
    1_000,
  );
  expect(found.get("a")).toEqual(["administrator", "auditor"]);
  expect(found.get("b")).toBeUndefined();
});

test("people and roles are for those who give or check them, not for all who may read of people", () => {
  const me = (can: Me["can"]) => ({ can }) as Me;
  expect(may_see_people(me({ people: ["read"], grants: ["read"] }))).toBe(true);
  expect(may_see_people(me({ people: ["read"] }))).toBe(false);
});

test("each place where one holds a role is offered once, of the roles that are asked for", () => {
  const at = (id: string) => ({ id, names: { en: id } });
  const me = {
    roles: [
      { role: "administrator", scope: at("nation"), until: null },
      { role: "analyst", scope: at("nation"), until: null },
      { role: "auditor", scope: at("port"), until: null },
    ],
  } as unknown as Me;
  expect(own_places(me).map(({ id }) => id)).toEqual(["nation", "port"]);
  expect(own_places(me, ["administrator"]).map(({ id }) => id)).toEqual(["nation"]);
});

test("a role that ends on a day holds through all of it", () => {
  const end = end_of_day("2026-12-31");
  expect(new Date(end ?? 0).getDate()).toBe(31);
  expect(new Date((end ?? 0) + 1).getFullYear()).toBe(2027);
  expect(end_of_day("")).toBeNull();
  expect(end_of_day("soon")).toBeNull();
});

test("a refusal stands beside the field that it is about", () => {
  const refusal = (problem: object) => new Refusal({ status: 422, ...problem });
  const by_field = refused_fields(refusal({ errors: [{ field: "name", code: "x", detail: "No." }] }), {});
  expect([by_field.is_said, by_field.of("name"), by_field.of("account")]).toEqual([true, "No.", undefined]);
  const by_code = refused_fields(refusal({ code: "account_taken", detail: "Taken." }), {
    account_taken: "account",
  });
  expect([by_code.is_said, by_code.of("account")]).toEqual([true, "Taken."]);
  expect(refused_fields(refusal({ code: "access_denied", detail: "No." }), {}).is_said).toBe(false);
  expect(refused_fields(new Error(), {}).is_said).toBe(false);
});

test("browsers are called by name, other programs by their first word", () => {
  expect(agent_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0")).toBe(
    "Firefox 141, Windows",
  );
  expect(
    agent_of("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"),
  ).toBe("Chromium 140, Android");
  expect(
    agent_of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"),
  ).toBe("Edge 140, Windows");
  expect(agent_of("curl/8.9.1")).toBe("curl");
  expect(agent_of("")).toBe("");
});

test("a code is sent in Latin digits and without spaces, or not at all", () => {
  expect(code_of(" ١٢٣ 456 ")).toEqual({ code: "123456" });
  expect(code_of("  ")).toEqual({});
});

test("a new password is complete when it stands there twice", () => {
  expect(complaint_of("", "")).toBe("missing");
  expect(complaint_of("four words", "four word")).toBe("differs");
  expect(complaint_of("four words", "four words")).toBeUndefined();
});

test("a key is typed in groups of four", () => {
  expect(in_fours("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
});

test("of a QR code one path is drawn again, and nothing else gets into the page", () => {
  const svg = (path: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" role="img"><title>t</title>` +
    `<path fill="#fff" d="M0 0h29v29H0z"/><path fill="#000" d="${path}"/></svg>`;
  expect(drawing_of(svg("M4 4h7v1h-7z"))).toEqual({ size: 29, path: "M4 4h7v1h-7z" });
  expect(drawing_of("<svg onload='alert(1)'></svg>")).toBeUndefined();
  expect(drawing_of(svg(`M0 0"/><script>alert(1)</script><path d="`))).not.toMatchObject({ size: 0 });
});

test("of the pages that belong together the nearest one above is the current one", () => {
  expect(page_over(settings_pages, "/settings/people/ab")?.path).toBe("/settings/people");
  expect(page_over(settings_pages, "/settings")?.path).toBe("/settings");
  expect(page_over(settings_pages, "/settingsx")).toBeUndefined();
});
