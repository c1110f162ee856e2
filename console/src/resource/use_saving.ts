import { useCallback, useEffect, useRef, useState } from "react";
import { LineLost } from "../api/client";
import type { Item } from "../api/types";
import { useClient, useMe } from "../session/session";
import { forget_draft, keep_draft } from "./draft";
import type { Draft } from "./draft";
import type { Kind } from "./kind";
import { save } from "./save";

export type Saving =
  | { is: "not" }
  | { is: "sending" }
  /// No answer came; it is tried again by itself.
  | { is: "waiting" }
  | { is: "refused"; error: unknown }
  | { is: "conflict"; theirs: Item };

const first_wait_ms = 2_000;
const longest_wait_ms = 30_000;

/// Saves the draft that `draft` holds at that time, and after a lost line tries again, less and less often, until it is
/// saved, refused, or the page is left; the draft is kept all the while.
export function useSaving(
  kind: Kind,
  about: string,
  draft: { current: Draft },
  changed: (draft: Draft) => void,
  saved: (item: Item) => void,
) {
  const client = useClient();
  const person = useMe().person.id;
  const [saving, setSaving] = useState<Saving>({ is: "not" });
  const wait_ms = useRef(first_wait_ms);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => void (gone.current = true);
  }, []);

  const start = useCallback(async () => {
    setSaving({ is: "sending" });
    try {
      const done = await save(client, kind, draft.current, (noted) => {
        keep_draft(person, kind, about, noted);
        changed(noted);
      });
      wait_ms.current = first_wait_ms;
      if (done.is === "conflict") return setSaving(done);
      forget_draft(person, kind, about);
      if (!gone.current) saved(done.item);
    } catch (error) {
      setSaving(error instanceof LineLost ? { is: "waiting" } : { is: "refused", error });
    }
  }, [client, person, kind, about, draft, changed, saved]);

  useEffect(() => {
    if (saving.is !== "waiting") return;
    const timer = setTimeout(() => void start(), wait_ms.current);
    wait_ms.current = Math.min(wait_ms.current * 2, longest_wait_ms);
    const online = () => void start();
    window.addEventListener("online", online);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", online);
    };
  }, [saving, start]);

  return { saving, start, settle: () => setSaving({ is: "not" }) };
}
