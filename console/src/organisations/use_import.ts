import { useRef, useState } from "react";
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
  const newest = useRef(0);

  const ask = async (
    mode: "preview" | "apply",
    one: File,
    told: Mapping | undefined,
    of: string,
  ): Promise<void> => {
    const turn = (newest.current += 1);
    setDoing(mode);
    setShare(0);
    setError(undefined);
    try {
      const asked = import_question(mode, told, of);
      const got = await client.import_file(
        resource,
        asked,
        one,
        (done) => turn === newest.current && setShare(done),
      );
      // Of two questions the later one counts, whichever is answered first.
      if (turn !== newest.current) return;
      setAnswer(got);
      setMapping(mapping_of(got));
    } catch (failed) {
      if (turn === newest.current) setError(failed);
    }
    if (turn === newest.current) setDoing("nothing");
  };

  return {
    answer,
    mapping,
    doing,
    share,
    error,
    /// Another file is understood anew; the same one with what was told of its columns.
    preview: (one: File, told?: Mapping, of = owner) =>
      ask("preview", one, told ?? (one === file ? mapping : undefined), of),
    apply: (one: File) => ask("apply", one, mapping, owner),
  };
}
