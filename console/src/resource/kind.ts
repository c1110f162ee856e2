// What a resource is to the console: a table of its fields and of how its lists are asked. Form, list, view, drafts,
// search and the two versions of a conflict are made of it; organisations/kinds.ts has the tables.
import type { Item, Language, Me, Names, ResourceName } from "../api/types";
import type { IconName } from "../parts/icons";
import type { Key } from "../text/catalogue";
import { name_in } from "../text/catalogue";

interface Common {
  /// As the server has it.
  name: string;
  label: Key;
  hint?: Key;
  /// What is said when it is missing.
  required?: Key;
  /// The box around it in the form; absent: the one of the field before.
  group?: Key;
}

export type Field = Common &
  (
    | {
        type: "text";
        most?: number;
        /// An address of machines: left to right in every language.
        ltr?: boolean;
      }
    | { type: "prose"; most: number }
    /// A name in each language; `said` gives the label of each.
    | { type: "names"; said: (language: Language) => Key; group_hint: Key }
    | {
        type: "choice";
        choices: readonly string[];
        said: (choice: string) => Key;
        first?: First;
        /// What the open choice is called, where none has to be made; chosen among buttons, shown in a frame.
        grades?: Key;
        open?: Key;
      }
    /// Another organisation.
    | { type: "link"; none: Key }
    /// The organisation that it belongs to: where it is made decides.
    | { type: "owner" }
    | {
        type: "date";
        /// Days after which it is shown as too old.
        old_after?: number;
      }
    | { type: "channels" }
  );

/// Which choices stand first: those that the team chose for itself.
type First = (me: Me) => readonly string[];

export interface ListFilter {
  name: string;
  label: Key;
  choices: readonly string[];
  said: (choice: string) => Key;
  first?: First;
  /// What a choice asks of the server, where that is not the choice itself.
  asks?: (choice: string) => Readonly<Record<string, string>>;
}

export interface Kind {
  name: ResourceName;
  icon: IconName;
  fields: readonly Field[];
  /// The field that it is called by.
  called: string;
  /// The columns of its list; what stands beneath the first.
  columns: readonly string[];
  beneath?: string;
  filters: readonly ListFilter[];
  /// The orders that the server has; the first is its own.
  sorts: readonly string[];
  said: {
    all: Key;
    one: Key;
    make: Key;
    edit: Key;
    /// An empty list: what it is for and what to do first.
    none: Key;
    count: Key;
    remove: Key;
    /// The heading of the column of what things are called.
    name: Key;
  };
  /// Where one is after saving: the thing itself, or the list in which the next one is entered.
  lands: "one" | "list";
}

/// As they are offered.
export function offered({ choices, first }: { choices: readonly string[]; first?: First }, me: Me) {
  const chosen = first?.(me) ?? [];
  return [
    ...choices.filter((one) => chosen.includes(one)),
    ...choices.filter((one) => !chosen.includes(one)),
  ];
}

export const has_owner = (kind: Kind) => kind.fields.some(({ type }) => type === "owner");

export function field_of(kind: Kind, name: string): Field {
  const found = kind.fields.find((field) => field.name === name);
  if (!found) throw new Error(`${kind.name} has no ${name}`);
  return found;
}

/// A member of an item, by the name that a table gives it.
export const member = (item: Item, name: string): unknown =>
  (item as unknown as Record<string, unknown>)[name];

export const owner_of = (item: Item) => (member(item, "organisation") as string | undefined) ?? "";

/// What an item is called, as text for titles and search.
export function title_of(kind: Kind, item: Item, language: Language): string {
  const called = member(item, kind.called);
  return typeof called === "string" ? called : name_in((called ?? {}) as Names, language).text;
}

/// The addresses of its pages.
export const list_path = (kind: Kind, owner?: string) =>
  kind.name === "organisations"
    ? "/organisations"
    : owner
      ? `/organisations/${owner}?show=${kind.name}`
      : `/organisations/${kind.name}`;
const within = (kind: Kind, owner: string) =>
  has_owner(kind) ? `/organisations/${owner}/${kind.name}` : "/organisations";
export const new_path = (kind: Kind, owner: string) => `${within(kind, owner)}/new`;
export const item_path = (kind: Kind, owner: string, id: string) => `${within(kind, owner)}/${id}`;
export const edit_path = (kind: Kind, owner: string, id: string) => `${item_path(kind, owner, id)}/edit`;
