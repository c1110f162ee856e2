import type { Me } from "../api/types";

/// Those who look after certain organisations and nothing else; undefined for everybody else.
export function own_organisations(me: Me): string[] | undefined {
  if (me.roles.length === 0 || me.roles.some(({ role }) => role !== "organisation_officer")) return undefined;
  return [...new Set(me.roles.map(({ scope }) => scope.id))];
}
