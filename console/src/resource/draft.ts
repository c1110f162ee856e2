// What was typed and is not yet saved, kept in this browser per person and item until the server has it.
import type { Item } from "../api/types";
import { forget, keep, kept, kept_names } from "../parts/kept";
import type { Kind } from "./kind";
import type { Typed } from "./typed";

export interface Draft {
  /// The version that the typing began from; absent for a new item.
  base?: Item | undefined;
  typed: Typed;
  /// What was sent and under which Idempotency-Key, while nobody knows whether it arrived: sent again, it is saved once.
  /// The key is made when it is sent, so that two windows with one draft don't take each other's save for theirs.
  sent?: { key: string; typed: Typed } | undefined;
  at: number;
}

/// What a draft is about: an item's id, or a new one of an organisation.
export const about_new = (owner?: string) => (owner ? `new.${owner}` : "new");
export const is_new = (about: string) => about === "new" || about.startsWith("new.");

const place = (person: string, kind: Kind, about: string) => `draft.${person}.${kind.name}.${about}`;

export function kept_draft(person: string, kind: Kind, about: string): Draft | undefined {
  const text = kept(place(person, kind, about));
  if (!text) return undefined;
  try {
    const draft = JSON.parse(text) as Draft;
    return typeof draft.typed === "object" && draft.typed && typeof draft.at === "number" ? draft : undefined;
  } catch {
    return undefined;
  }
}

export const new_draft = (typed: Typed, base?: Item): Draft => ({ base, typed, at: Date.now() });

/// False when the browser keeps nothing: then the page says so.
export const keep_draft = (person: string, kind: Kind, about: string, draft: Draft) =>
  keep(place(person, kind, about), JSON.stringify(draft));

export const forget_draft = (person: string, kind: Kind, about: string) => forget(place(person, kind, about));

/// The drafts of a person, newest first; of one organisation's things, or of all.
export function kept_drafts(person: string, kind: Kind, owner?: string): { about: string; draft: Draft }[] {
  const beginning = place(person, kind, "");
  return kept_names(beginning)
    .map((name) => name.slice(beginning.length))
    .flatMap((about) => {
      const draft = kept_draft(person, kind, about);
      return draft && (!owner || draft.typed["organisation"] === owner) ? [{ about, draft }] : [];
    })
    .sort((one, other) => other.draft.at - one.draft.at);
}
