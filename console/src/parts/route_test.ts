import { expect, test } from "vitest";
import { contacts, networks, organisations } from "../organisations/kinds";
import { aria_sort, asked_in, query_of, search_of, turned } from "../resource/asked";
import { place_at, places, places_of } from "../places";
import type { Me } from "../api/types";
import { match } from "./route";

test("a path gives its parameters, or does not fit", () => {
  expect(match("/", "/")).toEqual({});
  expect(match("/", "/ledger")).toBeNull();
  expect(match("/organisations/:id/edit", "/organisations/ab%2Fc/edit")).toEqual({ id: "ab/c" });
  expect(match("/organisations/:id", "/organisations/")).toBeNull();
  expect(match("/organisations", "/organisations/")).toEqual({});
  expect(match("/organisations/:id", "/organisations/%E0%A4%A")).toBeNull();
});

test("there are nine places, and a page lies in one of them", () => {
  expect(places).toHaveLength(9);
  expect(place_at("/organisations/x/edit")?.name).toBe("organisations");
  expect(place_at("/")?.name).toBe("today");
  expect(place_at("/organisationsx")).toBeUndefined();
});

test("a place that one may not read is not in the navigation", () => {
  const me = (can: Me["can"]) => ({ can }) as Me;
  expect(places_of(me({})).map(({ name }) => name)).not.toContain("organisations");
  expect(places_of(me({ organisations: ["create"] })).map(({ name }) => name)).not.toContain("organisations");
  expect(places_of(me({ organisations: ["read"] }))).toHaveLength(9);
});

test("a heading turns the order round, where there is one", () => {
  expect(turned(organisations, "name", "name")).toBe("-name");
  expect(turned(organisations, "-name", "name")).toBe("name");
  expect(turned(organisations, "-name", "sector")).toBe("-name");
  expect(turned(contacts, "verified", "verified")).toBe("verified");
  expect(aria_sort(organisations, "-name", "name")).toBe("descending");
  expect(aria_sort(organisations, "name", "sector")).toBeUndefined();
});

test("what a list is asked stands in the address, and nothing else is taken from there", () => {
  const asked = asked_in(networks, "?show=networks&kind=asn&q=64&sort=id;drop");
  expect(asked).toEqual({ q: "64", sort: "value", filters: { kind: "asn" } });
  expect(asked_in(networks, "?kind=nonsense").filters).toEqual({ kind: "" });
  expect(search_of(networks, "?show=networks&q=64", { ...asked, q: "", sort: "-value" })).toBe(
    "?show=networks&kind=asn&sort=-value",
  );
  expect(query_of(networks, asked, "f".repeat(32))).toEqual({
    q: "64",
    sort: "value",
    kind: "asn",
    organisation: "f".repeat(32),
  });
});

test("old contacts are asked for by a day", () => {
  const query = query_of(contacts, asked_in(contacts, "?old=old"));
  expect(query["verified_before"]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(query).not.toHaveProperty("old");
});
