import type { ResourceName } from "../api/types";

/// What there is of an organisation; a count that is absent may not be seen.
export interface Standing {
  counts: Readonly<Partial<Record<ResourceName, number>>>;
  /// Contacts that nobody verified for long.
  old: number;
}

export type Missing = "contacts" | "old" | "networks" | "assets";

/// What an organisation lacks, the gravest first: without a contact nobody is told, without networks nothing is known to
/// be theirs, without assets no advisory fits.
export function missing_in({ counts, old }: Standing): Missing[] {
  const found: Missing[] = [];
  if (counts.contacts === 0) found.push("contacts");
  if (old > 0) found.push("old");
  if (counts.networks === 0) found.push("networks");
  if (counts.assets === 0) found.push("assets");
  return found;
}
