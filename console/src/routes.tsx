// Which page stands at which address. Each page but the first is a file that is fetched when it is first opened.
import { lazy } from "react";
import type { ComponentType } from "react";
import type { Me } from "./api/types";
import type { ComingName } from "./places";
import { may_read_ledger, places } from "./places";
import { match } from "./parts/route";
import type { Parameters } from "./parts/route";
import { can } from "./session/session";

export interface Route {
  path: string;
  page: ComponentType<Parameters>;
  may?: (me: Me) => boolean;
}

const load = {
  today: () => import("./today/today"),
  coming: () => import("./today/coming"),
  list: () => import("./organisations/list"),
  view: () => import("./organisations/view"),
  edit: () => import("./organisations/edit"),
  ledger: () => import("./ledger/ledger"),
  settings: () => import("./settings/settings"),
};

const Today = lazy(load.today);
const Coming = lazy(load.coming);
const List = lazy(load.list);
const View = lazy(load.view);
const Edit = lazy(load.edit);
const Ledger = lazy(load.ledger);
const Settings = lazy(load.settings);

/// Fetches the other pages once the first one stands, so that they open when the line is lost.
export function fetch_pages(): void {
  for (const one of Object.values(load)) one().catch(() => undefined);
}

const on_organisations = (verb: string) => (me: Me) => can(me, "organisations", verb);

const routes: readonly Route[] = [
  { path: "/", page: Today },
  { path: "/organisations", page: List, may: on_organisations("read") },
  { path: "/organisations/new", page: Edit, may: on_organisations("create") },
  { path: "/organisations/:id", page: View, may: on_organisations("read") },
  { path: "/organisations/:id/edit", page: Edit, may: on_organisations("edit") },
  { path: "/ledger", page: Ledger, may: may_read_ledger },
  { path: "/settings", page: Settings },
  ...places
    .filter((place) => !place.built)
    .map(({ name, path }) => ({ path, page: () => <Coming place={name as ComingName} /> })),
];

export function route_at(path: string): { route: Route; parameters: Parameters } | null {
  for (const route of routes) {
    const parameters = match(route.path, path);
    if (parameters) return { route, parameters };
  }
  return null;
}
