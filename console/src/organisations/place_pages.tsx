// The pages of the organisations' place, as links at the head of each.
import type { Me } from "../api/types";
import { PageLinks } from "../parts/page_links";
import type { LinkedPage } from "../parts/page_links";
import { list_path } from "../resource/kind";
import { can } from "../session/session";
import { belongings, kinds } from "./kinds";

const reads = (resource: string) => (me: Me) => can(me, resource, "read");

/// Things that can be imported, as far as one may make them.
export const importable = (me: Me) => Object.values(kinds).filter(({ name }) => can(me, name, "create"));

export const place_pages: readonly LinkedPage[] = [
  {
    path: "/organisations",
    label: "place.organisations",
    icon: "organisations",
    may: reads("organisations"),
  },
  ...belongings.map((kind) => ({
    path: list_path(kind),
    label: kind.said.all,
    icon: kind.icon,
    may: reads(kind.name),
  })),
  { path: "/organisations/who", label: "who.title", icon: "who", may: reads("contacts") },
  { path: "/organisations/verification", label: "round.title", icon: "check", may: reads("contacts") },
  {
    path: "/organisations/import",
    label: "import.title",
    icon: "upload",
    may: (me) => importable(me).length > 0,
  },
];

export const PlacePages = () => <PageLinks pages={place_pages} />;
