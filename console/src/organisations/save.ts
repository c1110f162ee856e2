// How a draft becomes an organisation when the line may be lost at any moment and others edit the same thing.
import { Refusal } from "../api/client";
import type { Client } from "../api/client";
import type { Organisation, OrganisationFields } from "../api/types";
import { new_id } from "../parts/kept";
import type { Draft } from "./draft";
import { fields_of, same_fields } from "./fields";

export type Saved =
  | { is: "saved"; organisation: Organisation }
  /// Somebody else saved in the meantime: `theirs` is what stands there now.
  | { is: "conflict"; theirs: Organisation };

type Writes = Pick<Client, "create_organisation" | "change_organisation">;

/// Sends `draft`. `noted` is called with the draft as it must be kept before each request goes out: should no answer come
/// (LineLost is thrown), calling `save` again with that draft first repeats the very same request under the same key, and
/// then sends what has been typed since.
export async function save(client: Writes, draft: Draft, noted: (draft: Draft) => void): Promise<Saved> {
  let now = draft;
  for (;;) {
    const sent = now.sent ?? fields_of(now.typed);
    if (!now.sent) noted((now = { ...now, sent }));
    let answer: Saved;
    try {
      answer = await send(client, now, sent);
    } catch (error) {
      // A refusal is an answer: nothing was saved, and what is sent next is another request.
      if (error instanceof Refusal) noted({ ...now, sent: undefined, key: new_id() });
      throw error;
    }
    if (answer.is === "conflict") {
      noted({ ...now, sent: undefined, key: new_id() });
      return answer;
    }
    if (same_fields(fields_of(now.typed), sent)) return answer;
    noted((now = { ...now, base: answer.organisation, sent: undefined, key: new_id() }));
  }
}

async function send(client: Writes, draft: Draft, sent: OrganisationFields): Promise<Saved> {
  try {
    const organisation = draft.base
      ? await client.change_organisation(draft.base.id, sent, draft.base.revision, draft.key)
      : await client.create_organisation(sent, draft.key);
    return { is: "saved", organisation };
  } catch (error) {
    const theirs =
      error instanceof Refusal && error.problem.status === 412 ? error.problem.current : undefined;
    if (!theirs) throw error;
    // What stands there is what was sent: an earlier try had arrived, only its answer was lost.
    return same_fields(theirs, sent) ? { is: "saved", organisation: theirs } : { is: "conflict", theirs };
  }
}
