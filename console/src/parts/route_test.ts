import { expect, test } from "vitest";
import { aria_sort, is_sort, turned } from "../organisations/sorts";
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

test("a heading turns the order round", () => {
  expect(turned("name", "name")).toBe("-name");
  expect(turned("-name", "name")).toBe("name");
  expect(turned("-name", "sector")).toBe("-name");
  expect(aria_sort("-name", "name")).toBe("descending");
  expect(aria_sort("name", "sector")).toBeUndefined();
  expect(is_sort("id; drop")).toBe(false);
});
