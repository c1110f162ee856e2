// The nine places of the console, in the order of the navigation. A place that stands has a page; the others say what
// they are for and what will come. `needs`: the resource that one must be allowed to read, else the place is hidden.
// To build a place: give it `built: true` and its `needs`, and a line in routes.tsx.
import type { Me } from "./api/types";
import type { IconName } from "./parts/icons";
import { can } from "./session/session";

export interface Place {
  name: PlaceName;
  path: string;
  icon: IconName;
  built: boolean;
  needs?: string;
}

export const place_names = [
  "today",
  "organisations",
  "signals",
  "vulnerabilities",
  "incidents",
  "watch",
  "governance",
  "people",
  "programme",
] as const;
export type PlaceName = (typeof place_names)[number];
export type ComingName = Exclude<PlaceName, "today" | "organisations">;

const built: Partial<Record<PlaceName, Pick<Place, "needs"> & { path?: string }>> = {
  today: { path: "/" },
  organisations: { needs: "organisations" },
};

export const places: readonly Place[] = place_names.map((name) => ({
  name,
  path: `/${name}`,
  icon: name,
  built: name in built,
  ...built[name],
}));

export const places_of = (me: Me) => places.filter((place) => !place.needs || can(me, place.needs, "read"));

export const may_read_ledger = (me: Me) => can(me, "ledger", "read");

/// The place that `path` lies in.
export function place_at(path: string): Place | undefined {
  return places.find((place) =>
    place.path === "/" ? path === "/" : `${path}/`.startsWith(`${place.path}/`),
  );
}
