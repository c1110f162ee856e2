import { Button, Group, Paper, Stack, Title } from "@mantine/core";
import type { ImportAnswer } from "../api/types";
import { Icon } from "../parts/icons";
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
  answer: ImportAnswer;
  file: File;
  mapping: Mapping | undefined;
  owner: string;
  again: () => void;
}) {
  const { t } = useText();
  const { kind, again, ...rest } = props;
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <div role="status">
          <Title order={2} size="h4" className="step-title">
            <Icon name="check" size={24} />
            {t("import.done")}
          </Title>
        </div>
        <ImportCounts rows={rest.answer.rows} />
        <Refused kind={kind} {...rest} />
        <Group>
          <Button onClick={() => go(list_path(kind))}>{t(kind.said.all)}</Button>
          <Button variant="default" onClick={again}>
            {t("import.again")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
