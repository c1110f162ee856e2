// How a draft becomes an item when the line may be lost at any moment and others edit the same thing.
import { Refusal } from "../api/client";
import type { Client } from "../api/client";
import type { Item } from "../api/types";
import { new_id } from "../parts/kept";
import type { Draft } from "./draft";
import type { Kind } from "./kind";
import { body_of, same, tidied, typed_of } from "./typed";

export type Saved =
  | { is: "saved"; item: Item }
  /// Somebody else saved in the meantime: `theirs` is what stands there now.
  | { is: "conflict"; theirs: Item };

export type Writes = Pick<Client, "create" | "change">;

/// Sends `draft`. `noted` is called with the draft as it must be kept before each request goes out: should no answer come
/// (LineLost is thrown), calling `save` again with that draft first repeats the very same request under the same key, and
/// then sends what has been typed since.
export async function save(
  client: Writes,
  kind: Kind,
  draft: Draft,
  noted: (draft: Draft) => void,
): Promise<Saved> {
  let now = draft;
  for (;;) {
    const sent = now.sent ?? { key: new_id(), typed: tidied(kind, now.typed) };
    if (!now.sent) noted((now = { ...now, sent }));
    let answer: Saved;
    try {
      answer = await send(client, kind, now.base, sent);
    } catch (error) {
      // A refusal is an answer: nothing was saved, and what is sent next is another request.
      if (error instanceof Refusal) noted({ ...now, sent: undefined });
      throw error;
    }
    if (answer.is === "conflict") {
      noted({ ...now, sent: undefined });
      return answer;
    }
    if (same(kind, now.typed, sent.typed)) return answer;
    noted((now = { ...now, base: answer.item, sent: undefined }));
  }
}

async function send(
  client: Writes,
  kind: Kind,
  base: Item | undefined,
  { key, typed }: NonNullable<Draft["sent"]>,
): Promise<Saved> {
  const body = body_of(kind, typed);
  try {
    const item = base
      ? await client.change(kind.name, base.id, body, base.revision, key)
      : await client.create(kind.name, body, key);
    return { is: "saved", item };
  } catch (error) {
    const theirs =
      error instanceof Refusal && error.problem.status === 412 ? error.problem.current : undefined;
    if (!theirs) throw error;
    // What stands there is what was sent: an earlier try had arrived, only its answer was lost.
    return same(kind, typed_of(kind, theirs), typed)
      ? { is: "saved", item: theirs }
      : { is: "conflict", theirs };
  }
}
