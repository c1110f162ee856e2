// The pages about oneself and about those whom one looks after.
import type { Me } from "../api/types";
import type { LinkedPage } from "../parts/page_links";
import { can } from "../session/session";

/// Roles and links of others are for those who give or check them.
export const may_see_people = (me: Me) => can(me, "grants", "read") && can(me, "people", "read");

export const settings_pages: readonly LinkedPage[] = [
  { path: "/profile", label: "profile.title", icon: "person", may: () => true },
  { path: "/settings", label: "settings.title", icon: "keyboard", may: () => true },
  { path: "/settings/people", label: "people.title", icon: "people", may: may_see_people },
];
