// How a draft becomes an organisation when the line may be lost at any moment and others edit the same thing.
import { Refusal } from "../api/client";
import type { Client } from "../api/client";
import type { Organisation } from "../api/types";
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
    const sent = now.sent ?? { key: new_id(), fields: fields_of(now.typed) };
    if (!now.sent) noted((now = { ...now, sent }));
    let answer: Saved;
    try {
      answer = await send(client, now.base, sent);
    } catch (error) {
      // A refusal is an answer: nothing was saved, and what is sent next is another request.
      if (error instanceof Refusal) noted({ ...now, sent: undefined });
      throw error;
    }
    if (answer.is === "conflict") {
      noted({ ...now, sent: undefined });
      return answer;
    }
    if (same_fields(fields_of(now.typed), sent.fields)) return answer;
    noted((now = { ...now, base: answer.organisation, sent: undefined }));
  }
}

async function send(
  client: Writes,
  base: Organisation | undefined,
  { key, fields }: NonNullable<Draft["sent"]>,
): Promise<Saved> {
  try {
    const organisation = base
      ? await client.change_organisation(base.id, fields, base.revision, key)
      : await client.create_organisation(fields, key);
    return { is: "saved", organisation };
  } catch (error) {
    const theirs =
      error instanceof Refusal && error.problem.status === 412 ? error.problem.current : undefined;
    if (!theirs) throw error;
    // What stands there is what was sent: an earlier try had arrived, only its answer was lost.
    return same_fields(theirs, fields) ? { is: "saved", organisation: theirs } : { is: "conflict", theirs };
  }
}
