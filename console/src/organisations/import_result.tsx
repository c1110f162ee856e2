import { Button, Group } from "@mantine/core";
import type { Job } from "../api/node";
import type { ImportOutcome } from "../api/types";
import { Failed } from "../parts/page";
import { go } from "../parts/route";
import type { Kind } from "../resource/kind";
import { list_path } from "../resource/kind";
import { useText } from "../text/text";
import { ImportCounts } from "./import_counts";
import type { Mapping } from "./import_question";
import { Refused } from "./import_rows";
import { useRefused } from "./whole_outcome";

/// What an import has done.
export function ImportResult(props: {
  kind: Kind;
  job: Job;
  outcome: ImportOutcome;
  file: File;
  mapping: Mapping | undefined;
  owner: string;
  again: () => void;
}) {
  const { t } = useText();
  const { kind, outcome, file, mapping, owner } = props;
  const { refused, error } = useRefused(props.job);
  return (
    <>
      <ImportCounts rows={outcome.rows} />
      {error !== undefined && <Failed error={error} />}
      {refused && (
        <Refused
          kind={kind}
          refused={refused}
          count={outcome.rows.refused}
          file={file}
          mapping={mapping}
          owner={owner}
        />
      )}
      <Group>
        <Button onClick={() => go(list_path(kind))}>{t(kind.said.all)}</Button>
        <Button variant="default" onClick={props.again}>
          {t("import.again")}
        </Button>
      </Group>
    </>
  );
}
