// An organisation as one types it: what is empty, what is the same, what is missing.
import type { Language, Organisation, OrganisationFields, Sector } from "../api/types";
import { languages, sectors } from "../api/types";
import type { Key } from "../text/catalogue";

/// As the server has it, for each text.
export const most_characters = 100;

/// As in the form: a name may be empty in each language, and the sector not yet chosen.
export interface Typed {
  names: Record<Language, string>;
  sector: Sector | "";
  kind: string;
  parent: string | null;
  criticality: OrganisationFields["criticality"];
  region: string;
}

export const nothing_typed: Typed = {
  names: { en: "", fr: "", ar: "" },
  sector: "",
  kind: "",
  parent: null,
  criticality: "",
  region: "",
};

export function typed_of(fields: OrganisationFields): Typed {
  const { sector, kind, parent, criticality, region } = fields;
  return { names: { ...nothing_typed.names, ...fields.names }, sector, kind, parent, criticality, region };
}

const tidy = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

/// What is sent: names without the empty ones, spaces tidied.
export function fields_of(typed: Typed): OrganisationFields {
  const names = languages.map((language) => [language, tidy(typed.names[language])] as const);
  return {
    names: Object.fromEntries(names.filter(([, name]) => name !== "")),
    sector: typed.sector === "" ? "other" : typed.sector,
    kind: tidy(typed.kind),
    parent: typed.parent,
    criticality: typed.criticality,
    region: tidy(typed.region),
  };
}

/// The places of an organisation that can differ between two versions of it.
export const slots = [
  "names.en",
  "names.fr",
  "names.ar",
  "sector",
  "kind",
  "parent",
  "criticality",
  "region",
] as const;
export type Slot = (typeof slots)[number];
export const slot_labels = {
  "names.en": "organisation.name_en",
  "names.fr": "organisation.name_fr",
  "names.ar": "organisation.name_ar",
  sector: "organisation.sector",
  kind: "organisation.kind",
  parent: "organisation.parent",
  criticality: "organisation.criticality",
  region: "organisation.region",
} as const satisfies Record<Slot, Key>;

const language_of = (slot: Slot) =>
  slot.startsWith("names.") ? (slot.slice("names.".length) as Language) : undefined;

export function slot_value(fields: OrganisationFields, slot: Slot): string {
  const language = language_of(slot);
  if (language) return fields.names[language] ?? "";
  return (fields[slot as Exclude<Slot, `names.${string}`>] as string | null) ?? "";
}

/// `to` with `slot` as it is in `from`.
export function with_slot(to: OrganisationFields, slot: Slot, from: OrganisationFields): OrganisationFields {
  const language = language_of(slot);
  if (!language) return { ...to, [slot]: from[slot as keyof OrganisationFields] };
  const { [language]: _, ...others } = to.names;
  const name = from.names[language];
  return { ...to, names: name ? { ...others, [language]: name } : others };
}

export const differences = (one: OrganisationFields, other: OrganisationFields): Slot[] =>
  slots.filter((slot) => slot_value(one, slot) !== slot_value(other, slot));

export const same_fields = (one: OrganisationFields, other: OrganisationFields) =>
  differences(one, other).length === 0;

/// Of two versions that grew out of `base`: what both changed, each in its way, must be decided by a person; where only
/// one of them changed something, that is taken.
export function merged(
  base: OrganisationFields,
  mine: OrganisationFields,
  theirs: OrganisationFields,
): { fields: OrganisationFields; undecided: Slot[] } {
  let fields = mine;
  const undecided: Slot[] = [];
  for (const slot of differences(mine, theirs)) {
    if (slot_value(mine, slot) === slot_value(base, slot)) fields = with_slot(fields, slot, theirs);
    else if (slot_value(theirs, slot) !== slot_value(base, slot)) undecided.push(slot);
  }
  return { fields, undecided };
}

/// What keeps `typed` from being sent, by field; the server has the last word.
export function complaints(typed: Typed): Partial<Record<Slot, Key>> {
  const found: Partial<Record<Slot, Key>> = {};
  if (languages.every((language) => tidy(typed.names[language]) === ""))
    found["names.en"] = "organisation.needs_name";
  if (!sectors.includes(typed.sector as Sector)) found.sector = "organisation.needs_sector";
  return found;
}

export const without_server_parts = ({
  id: _id,
  revision: _revision,
  ...fields
}: Organisation): OrganisationFields => fields;
