// A round of verification: who is asked whether what stands there is still right.
import type { Contact, Names, Organisation } from "../api/types";

export interface Called {
  organisation: string;
  names: Names;
  contacts: Contact[];
}

/// The contacts by organisation; organisations in the order of `name`, contacts as they come.
export function by_organisation(
  contacts: readonly Contact[],
  organisations: ReadonlyMap<string, Organisation>,
  name: (names: Names) => string,
): Called[] {
  const groups = new Map<string, Contact[]>();
  for (const one of contacts) groups.set(one.organisation, [...(groups.get(one.organisation) ?? []), one]);
  return [...groups]
    .map(([organisation, some]) => ({
      organisation,
      names: organisations.get(organisation)?.names ?? {},
      contacts: some,
    }))
    .sort((a, b) => name(a.names).localeCompare(name(b.names)) || (a.organisation < b.organisation ? -1 : 1));
}
