// What was typed and is not yet saved, kept in this browser per person and organisation until the server has it.
import type { Organisation, OrganisationFields } from "../api/types";
import { forget, keep, kept, kept_names } from "../parts/kept";
import type { Typed } from "./fields";

export interface Draft {
  /// The version that the typing began from; absent for a new organisation.
  base?: Organisation | undefined;
  typed: Typed;
  /// What was sent and under which Idempotency-Key, while nobody knows whether it arrived: sent again, it is saved once.
  /// The key is made when it is sent, so that two windows with one draft don't take each other's save for theirs.
  sent?: { key: string; fields: OrganisationFields } | undefined;
  at: number;
}

const place = (person: string, about: string) => `draft.${person}.organisation.${about}`;

/// `about`: the organisation's id, or "new".
export function kept_draft(person: string, about: string): Draft | undefined {
  const text = kept(place(person, about));
  if (!text) return undefined;
  try {
    const draft = JSON.parse(text) as Draft;
    return typeof draft.typed?.names === "object" && typeof draft.at === "number" ? draft : undefined;
  } catch {
    return undefined;
  }
}

export const new_draft = (typed: Typed, base?: Organisation): Draft => ({
  base,
  typed,
  at: Date.now(),
});

/// False when the browser keeps nothing: then the page says so.
export const keep_draft = (person: string, about: string, draft: Draft) =>
  keep(place(person, about), JSON.stringify(draft));

export const forget_draft = (person: string, about: string) => forget(place(person, about));

/// The drafts of a person, newest first.
export function kept_drafts(person: string): { about: string; draft: Draft }[] {
  const beginning = place(person, "");
  return kept_names(beginning)
    .map((name) => name.slice(beginning.length))
    .flatMap((about) => {
      const draft = kept_draft(person, about);
      return draft ? [{ about, draft }] : [];
    })
    .sort((one, other) => other.draft.at - one.draft.at);
}
