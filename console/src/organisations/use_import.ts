import { useRef, useState } from "react";
import type { Progress } from "../api/client";
import { LineLost } from "../api/client";
import type { Job } from "../api/node";
import type { ImportAnswer, ResourceName } from "../api/types";
import { useClient } from "../session/session";
import { import_question, mapping_of } from "./import_question";
import type { Mapping } from "./import_question";

/// The server keeps nothing of a preview: the file goes again with each question, and once more to be done.
export function useImport(resource: ResourceName, owner: string, file: File | undefined) {
  const client = useClient();
  const [answer, setAnswer] = useState<ImportAnswer>();
  const [mapping, setMapping] = useState<Mapping>();
  const [doing, setDoing] = useState<"nothing" | "preview" | "apply">("nothing");
  const [share, setShare] = useState(0);
  const [error, setError] = useState<unknown>();
  const [is_unsure, setUnsure] = useState(false);
  const newest = useRef(0);

  /// Of two questions the later one counts, whichever is answered first: the other gives undefined.
  const ask = async <Got>(
    what: "preview" | "apply",
    send: (progress: Progress) => Promise<Got>,
  ): Promise<Got | undefined> => {
    const turn = (newest.current += 1);
    setDoing(what);
    setShare(0);
    setError(undefined);
    setUnsure(false);
    try {
      const got = await send((done) => turn === newest.current && setShare(done));
      return turn === newest.current ? got : undefined;
    } catch (failed) {
      if (turn !== newest.current) return undefined;
      setError(failed);
      setUnsure(what === "apply" && failed instanceof LineLost);
      return undefined;
    } finally {
      if (turn === newest.current) setDoing("nothing");
    }
  };

  return {
    answer,
    mapping,
    doing,
    share,
    error,
    /// It was to be done, and nobody knows whether that arrived.
    is_unsure,
    /// Another file is understood anew; the same one with what was told of its columns.
    preview: async (one: File, told?: Mapping, of = owner): Promise<void> => {
      const asked = import_question("preview", told ?? (one === file ? mapping : undefined), of);
      const got = await ask("preview", (progress) => client.import_file(resource, asked, one, progress));
      if (!got) return;
      setAnswer(got);
      setMapping(mapping_of(got));
    },
    apply: (one: File): Promise<Job | undefined> =>
      ask("apply", (progress) =>
        client.begin_import(resource, import_question("job", mapping, owner), one, progress),
      ),
  };
}
