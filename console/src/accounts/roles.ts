import type { GivenGrant } from "../api/accounts";
import { roles } from "../api/types";
import type { Role } from "../api/types";

/// The roles that each person holds anywhere at `now`, in the order of the roles; those that are over don't count.
export function roles_by_person(
  grants: readonly GivenGrant[],
  now = Date.now(),
): ReadonlyMap<string, Role[]> {
  const found = new Map<string, Set<Role>>();
  for (const { person, role, until } of grants) {
    if (until !== null && until <= now) continue;
    found.set(person, (found.get(person) ?? new Set()).add(role));
  }
  const rank = (role: Role) => (roles.includes(role) ? roles.indexOf(role) : roles.length);
  return new Map([...found].map(([person, held]) => [person, [...held].sort((a, b) => rank(a) - rank(b))]));
}
