import { Button, Group } from "@mantine/core";
import type { ImportOutcome } from "../api/types";
import { go } from "../parts/route";
import type { Kind } from "../resource/kind";
import { list_path } from "../resource/kind";
import { useText } from "../text/text";
import { ImportCounts } from "./import_counts";
import type { Mapping } from "./import_question";
import { Refused } from "./import_rows";

/// What an import has done.
export function ImportResult(props: {
  kind: Kind;
  outcome: ImportOutcome;
  file: File;
  mapping: Mapping | undefined;
  owner: string;
  again: () => void;
}) {
  const { t } = useText();
  const { kind, outcome, file, mapping, owner } = props;
  return (
    <>
      <ImportCounts rows={outcome.rows} />
      <Refused
        kind={kind}
        refused={outcome.refused}
        count={outcome.rows.refused}
        file={file}
        mapping={mapping}
        owner={owner}
      />
      <Group>
        <Button onClick={() => go(list_path(kind))}>{t(kind.said.all)}</Button>
        <Button variant="default" onClick={props.again}>
          {t("import.again")}
        </Button>
      </Group>
    </>
  );
}
