import { useCallback, useEffect, useRef, useState } from "react";
import { LineLost } from "../api/client";
import type { Organisation } from "../api/types";
import { useClient, useMe } from "../session/session";
import { forget_draft, keep_draft } from "./draft";
import type { Draft } from "./draft";
import { save } from "./save";

export type Saving =
  | { is: "not" }
  | { is: "sending" }
  /// No answer came; it is tried again by itself.
  | { is: "waiting" }
  | { is: "refused"; error: unknown }
  | { is: "conflict"; theirs: Organisation };

const first_wait_ms = 2_000;
const longest_wait_ms = 30_000;

/// Saves the draft that `draft` holds at that time, and after a lost line tries again, less and less often, until it is
/// saved, refused, or the page is left; the draft is kept all the while.
export function useSaving(
  about: string,
  draft: { current: Draft },
  changed: (draft: Draft) => void,
  saved: (organisation: Organisation) => void,
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
      const done = await save(client, draft.current, (noted) => {
        keep_draft(person, about, noted);
        changed(noted);
      });
      wait_ms.current = first_wait_ms;
      if (done.is === "conflict") return setSaving(done);
      forget_draft(person, about);
      if (!gone.current) saved(done.organisation);
    } catch (error) {
      setSaving(error instanceof LineLost ? { is: "waiting" } : { is: "refused", error });
    }
  }, [client, person, about, draft, changed, saved]);

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
