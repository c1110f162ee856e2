// Which page stands at which address. Each page but the first is a file that is fetched when it is first opened.
import { lazy } from "react";
import type { ComponentType } from "react";
import { may_see_people } from "./accounts/settings_pages";
import type { Me } from "./api/types";
import { importable } from "./organisations/place_pages";
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
  thing: () => import("./organisations/thing"),
  edit: () => import("./resource/edit"),
  who: () => import("./organisations/who"),
  verification: () => import("./organisations/verification"),
  import: () => import("./organisations/import"),
  ledger: () => import("./ledger/ledger"),
  node: () => import("./node/node"),
  access_log: () => import("./node/access_log"),
  settings: () => import("./settings/settings"),
  profile: () => import("./profile/profile"),
  people: () => import("./accounts/people"),
  person: () => import("./accounts/person"),
  person_edit: () => import("./accounts/person_edit"),
};

const Today = lazy(load.today);
const Coming = lazy(load.coming);
const List = lazy(load.list);
const View = lazy(load.view);
const Thing = lazy(load.thing);
const Edit = lazy(load.edit);
const Who = lazy(load.who);
const Verification = lazy(load.verification);
const Import = lazy(load.import);
const Ledger = lazy(load.ledger);
const Node = lazy(load.node);
const AccessLog = lazy(load.access_log);
const Settings = lazy(load.settings);
const Profile = lazy(load.profile);
const People = lazy(load.people);
const OnePerson = lazy(load.person);
const PersonEdit = lazy(load.person_edit);

/// Fetches the other pages once the first one stands, so that they open when the line is lost.
export function fetch_pages(): void {
  for (const one of Object.values(load)) one().catch(() => undefined);
}

const may = (resource: string, verb: string) => (me: Me) => can(me, resource, verb);

/// The list of one kind of an organisation's things over all organisations, and the pages of each.
const of_things = (["contacts", "networks", "assets"] as const).flatMap((kind): Route[] => [
  { path: `/organisations/${kind}`, page: () => <List kind={kind} />, may: may(kind, "read") },
  {
    path: `/organisations/:owner/${kind}/new`,
    page: (given) => <Edit kind={kind} {...given} />,
    may: may(kind, "create"),
  },
  {
    path: `/organisations/:owner/${kind}/:id`,
    page: (given) => <Thing kind={kind} {...given} />,
    may: may(kind, "read"),
  },
  {
    path: `/organisations/:owner/${kind}/:id/edit`,
    page: (given) => <Edit kind={kind} {...given} />,
    may: may(kind, "edit"),
  },
]);

/// The first that fits counts.
const routes: readonly Route[] = [
  { path: "/", page: Today },
  { path: "/organisations", page: () => <List kind="organisations" />, may: may("organisations", "read") },
  {
    path: "/organisations/new",
    page: () => <Edit kind="organisations" />,
    may: may("organisations", "create"),
  },
  { path: "/organisations/who", page: Who, may: may("contacts", "read") },
  { path: "/organisations/verification", page: Verification, may: may("contacts", "read") },
  { path: "/organisations/import", page: Import, may: (me) => importable(me).length > 0 },
  ...of_things,
  { path: "/organisations/:id", page: View, may: may("organisations", "read") },
  {
    path: "/organisations/:id/edit",
    page: (given) => <Edit kind="organisations" {...given} />,
    may: may("organisations", "edit"),
  },
  { path: "/ledger", page: Ledger, may: may_read_ledger },
  { path: "/ledger/node", page: Node, may: may("node", "read") },
  { path: "/ledger/access-log", page: AccessLog, may: may("access_log", "read") },
  { path: "/settings", page: Settings },
  { path: "/profile", page: Profile },
  { path: "/settings/people", page: People, may: may_see_people },
  { path: "/settings/people/new", page: () => <PersonEdit />, may: may("people", "create") },
  { path: "/settings/people/:id", page: ({ id = "" }) => <OnePerson id={id} />, may: may_see_people },
  {
    path: "/settings/people/:id/edit",
    page: ({ id = "" }) => <PersonEdit id={id} />,
    may: may("people", "edit"),
  },
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
