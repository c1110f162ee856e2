// What was typed and is not yet saved, kept in this browser per person and organisation until the server has it.
import type { Organisation, OrganisationFields } from "../api/types";
import { forget, keep, kept, kept_names, new_id } from "../parts/kept";
import type { Typed } from "./fields";

export interface Draft {
  /// The Idempotency-Key of the next save: sent again after a lost line, it saves once.
  key: string;
  /// The version that the typing began from; absent for a new organisation.
  base?: Organisation | undefined;
  typed: Typed;
  /// What was sent under `key` while nobody knows whether it arrived.
  sent?: OrganisationFields | undefined;
  at: number;
}

const place = (person: string, about: string) => `draft.${person}.organisation.${about}`;

/// `about`: the organisation's id, or "new".
export function kept_draft(person: string, about: string): Draft | undefined {
  const text = kept(place(person, about));
  if (!text) return undefined;
  try {
    const draft = JSON.parse(text) as Draft;
    return typeof draft.key === "string" && typeof draft.typed?.names === "object" ? draft : undefined;
  } catch {
    return undefined;
  }
}

export const new_draft = (typed: Typed, base?: Organisation): Draft => ({
  key: new_id(),
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
