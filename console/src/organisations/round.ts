// A round of verification: who is asked whether what stands there is still right.
import type { ChannelKind, Contact, Names, Organisation } from "../api/types";

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

export const addresses = (contact: Contact, kind: ChannelKind): string[] =>
  (contact.channels ?? []).filter((one) => one.kind === kind).map(({ address }) => address);

/// A row for each contact, for a mail merge: one mail address and one of each other kind, the first of each.
export function merge_rows(groups: readonly Called[], name: (names: Names) => string): string[][] {
  return groups.flatMap((group) =>
    group.contacts.map((one) => [
      name(group.names),
      one.name,
      one.role ?? "",
      one.language ?? "",
      addresses(one, "mail")[0] ?? "",
      addresses(one, "telephone")[0] ?? "",
      addresses(one, "letter")[0] ?? "",
      one.verified ?? "",
      one.organisation,
      one.id,
    ]),
  );
}
