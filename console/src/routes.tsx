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

const Today = lazy(() => import("./today/today"));
const Coming = lazy(() => import("./today/coming"));
const List = lazy(() => import("./organisations/list"));
const View = lazy(() => import("./organisations/view"));
const Edit = lazy(() => import("./organisations/edit"));
const Ledger = lazy(() => import("./ledger/ledger"));
const Settings = lazy(() => import("./settings/settings"));

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
