// An item as one types it: what is empty, what is the same, what is missing. Names are a place of its own per language, so
// that two versions can differ in one of them alone.
import type { Channel, ChannelKind, Item, Language, Names } from "../api/types";
import { languages } from "../api/types";
import type { Key } from "../text/catalogue";
import type { Field, Kind } from "./kind";
import { member } from "./kind";

/// As the server has it, for each text that says nothing else.
export const most_characters = 200;

export interface TypedChannel {
  kind: ChannelKind;
  address: string;
  out_of_hours: boolean;
}
export type Value = string | readonly TypedChannel[];
/// By slot.
export type Typed = Readonly<Record<string, Value>>;

export interface Slot {
  /// "region", or "names.fr".
  name: string;
  label: Key;
  field: Field;
  language?: Language;
}

const slots_of_field = (field: Field): Slot[] =>
  field.type === "names"
    ? languages.map((language) => ({
        name: `${field.name}.${language}`,
        label: field.said(language),
        field,
        language,
      }))
    : [{ name: field.name, label: field.label, field }];

const made = new WeakMap<Kind, readonly Slot[]>();

export function slots_of(kind: Kind): readonly Slot[] {
  const known = made.get(kind);
  if (known) return known;
  const slots = kind.fields.flatMap(slots_of_field);
  made.set(kind, slots);
  return slots;
}

export const text_in = (typed: Typed, slot: string): string => {
  const value = typed[slot];
  return typeof value === "string" ? value : "";
};

export const channels_in = (typed: Typed, slot: string): readonly TypedChannel[] => {
  const value = typed[slot];
  return typeof value === "object" ? value : [];
};

export function typed_of(kind: Kind, item: Item): Typed {
  const value_of = ({ field, language }: Slot): Value => {
    const value = member(item, field.name);
    if (language) return (value as Names | undefined)?.[language] ?? "";
    if (field.type !== "channels") return (value as string | undefined) ?? "";
    return ((value as Channel[] | undefined) ?? []).map((one) => ({
      kind: one.kind,
      address: one.address,
      out_of_hours: one.out_of_hours ?? false,
    }));
  };
  return Object.fromEntries(slots_of(kind).map((slot) => [slot.name, value_of(slot)]));
}

/// Nothing typed yet; the owner is known from where it is made.
export function nothing_typed(kind: Kind, owner?: string): Typed {
  const empty = ({ field }: Slot): Value =>
    field.type === "channels" ? [] : field.type === "owner" ? (owner ?? "") : "";
  return Object.fromEntries(slots_of(kind).map((slot) => [slot.name, empty(slot)]));
}

const tidy_line = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
const tidy_prose = (text: string) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim();

function tidy_value(field: Field, value: Value | undefined): Value {
  if (typeof value !== "object") return (field.type === "prose" ? tidy_prose : tidy_line)(value ?? "");
  return value
    .map(({ kind, address, out_of_hours }) => ({ kind, address: tidy_line(address), out_of_hours }))
    .filter(({ address }) => address !== "");
}

/// Spaces tidied, channels without an address left out.
export const tidied = (kind: Kind, typed: Typed): Typed =>
  Object.fromEntries(slots_of(kind).map(({ name, field }) => [name, tidy_value(field, typed[name])]));

/// What is sent: what is empty is left out, as the server leaves it out.
export function body_of(kind: Kind, typed: Typed): Record<string, unknown> {
  const clean = tidied(kind, typed);
  const body: Record<string, unknown> = {};
  for (const { name, field, language } of slots_of(kind)) {
    const value = clean[name] ?? "";
    if (value.length === 0) continue;
    if (language) body[field.name] = { ...(body[field.name] as Names | undefined), [language]: value };
    else if (typeof value === "string") body[field.name] = value;
    else
      body[field.name] = value.map(({ out_of_hours, ...rest }) =>
        out_of_hours ? { ...rest, out_of_hours } : rest,
      );
  }
  return body;
}

const equal = (field: Field, one: Value | undefined, other: Value | undefined) =>
  JSON.stringify(tidy_value(field, one)) === JSON.stringify(tidy_value(field, other));

export const differences = (kind: Kind, one: Typed, other: Typed): Slot[] =>
  slots_of(kind).filter(({ name, field }) => !equal(field, one[name], other[name]));

export const same = (kind: Kind, one: Typed, other: Typed) => differences(kind, one, other).length === 0;

export const with_slot = (to: Typed, slot: Slot, from: Typed): Typed => ({
  ...to,
  [slot.name]: from[slot.name] ?? "",
});

/// Of two versions that grew out of `base`: what both changed, each in its way, must be decided by a person; where only
/// one of them changed something, that is taken.
export function merged(
  kind: Kind,
  base: Typed,
  mine: Typed,
  theirs: Typed,
): { typed: Typed; undecided: string[] } {
  let typed = mine;
  const undecided: string[] = [];
  for (const slot of differences(kind, mine, theirs)) {
    const is_base = (one: Typed) => equal(slot.field, one[slot.name], base[slot.name]);
    if (is_base(mine)) typed = with_slot(typed, slot, theirs);
    else if (!is_base(theirs)) undecided.push(slot.name);
  }
  return { typed, undecided };
}

/// What keeps `typed` from being sent, by slot; the server has the last word.
export function complaints(kind: Kind, typed: Typed): Readonly<Record<string, Key>> {
  const clean = tidied(kind, typed);
  const is_empty = (slot: Slot) => (clean[slot.name] ?? "").length === 0;
  const found: Record<string, Key> = {};
  for (const field of kind.fields) {
    const slots = slots_of_field(field);
    if (field.required && slots.every(is_empty)) found[slots[0]?.name ?? field.name] = field.required;
  }
  return found;
}
