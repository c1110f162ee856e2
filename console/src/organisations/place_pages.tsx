// The pages of the organisations' place, as links at the head of each.
import type { Me } from "../api/types";
import { Icon } from "../parts/icons";
import type { IconName } from "../parts/icons";
import { Link, usePath } from "../parts/route";
import { list_path } from "../resource/kind";
import { can, useMe } from "../session/session";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { belongings, kinds } from "./kinds";

export interface PlacePage {
  path: string;
  label: Key;
  icon: IconName;
  may: (me: Me) => boolean;
}

const reads = (resource: string) => (me: Me) => can(me, resource, "read");

/// Things that can be imported, as far as one may make them.
export const importable = (me: Me) => Object.values(kinds).filter(({ name }) => can(me, name, "create"));

export const place_pages: readonly PlacePage[] = [
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

export function PlacePages() {
  const { t } = useText();
  const me = useMe();
  const path = usePath();
  return (
    <nav aria-label={t("place.pages")} className="place-pages no-print">
      {place_pages
        .filter(({ may }) => may(me))
        .map((page) => (
          <Link key={page.path} to={page.path} aria-current={path === page.path ? "page" : undefined}>
            <Icon name={page.icon} size={16} />
            {t(page.label)}
          </Link>
        ))}
    </nav>
  );
}
