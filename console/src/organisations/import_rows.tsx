import { Button, Group, Table, Text, Title } from "@mantine/core";
import type { ImportAnswer, Item, RefusedRow, ResourceName } from "../api/types";
import { Failed } from "../parts/page";
import { Icon } from "../parts/icons";
import { save_file } from "../parts/save_file";
import type { Kind } from "../resource/kind";
import { Called } from "../resource/rows";
import { slots_of, typed_of } from "../resource/typed";
import { useAction } from "../resource/use_action";
import { SlotValue } from "../resource/values";
import { useClient } from "../session/session";
import { useText } from "../text/text";
import { import_question } from "./import_question";
import type { Mapping } from "./import_question";

interface RowsProps {
  kind: Kind;
  answer: ImportAnswer;
  file: File;
  mapping: Mapping | undefined;
  owner: string;
}

const most_refused_shown = 20;

/// The first rows as they will be, and all that can't be taken with their reasons.
export function ImportRows({ answer, ...of_file }: RowsProps) {
  return (
    <>
      <Refused {...of_file} refused={answer.refused} count={answer.rows.refused} />
      <Preview kind={of_file.kind} answer={answer} />
    </>
  );
}

function Preview({ kind, answer }: { kind: Kind; answer: ImportAnswer }) {
  const { t, number } = useText();
  if (answer.preview.length === 0) return null;
  const columns = kind.columns.filter((name) => name !== kind.called);
  const slots = slots_of(kind).filter(({ name }) => columns.includes(name));
  return (
    <section>
      <Title order={3} size="h6" mb="xs">
        {t("import.first_rows")}
      </Title>
      <div className="sheet" tabIndex={0} role="region" aria-label={t("import.first_rows")}>
        <Table className="rows" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("import.line")}</Table.Th>
              <Table.Th scope="col">{t("import.state")}</Table.Th>
              <Table.Th scope="col">{t(kind.said.name)}</Table.Th>
              {slots.map(({ name, label }) => (
                <Table.Th key={name} scope="col">
                  {t(label)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.preview.map(({ line, state, item }, at) => {
              const one = item as unknown as Item;
              return (
                <Table.Tr key={at}>
                  <Table.Td className="number">{number(line)}</Table.Td>
                  <Table.Td>
                    <span className={`mark mark-${state}`}>{t(`import_state.${state}`)}</span>
                  </Table.Td>
                  <Table.Td>
                    <Called kind={kind} item={one} />
                  </Table.Td>
                  {slots.map((slot) => (
                    <Table.Td key={slot.name}>
                      <SlotValue slot={slot} typed={typed_of(kind, one)} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

/// One bad row never rejects the file: what is wrong with it is said, and it can be mended by itself.
export function Refused(
  props: Omit<RowsProps, "answer"> & { refused: readonly RefusedRow[]; count: number },
) {
  const { t } = useText();
  const { refused, count, kind, ...of_file } = props;
  if (count === 0) return null;
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h6">
          {t("import.refused_rows")}
        </Title>
        <Download resource={kind.name} {...of_file} />
      </Group>
      <RefusedRows refused={refused.slice(0, most_refused_shown)} count={count} />
    </section>
  );
}

/// Where each stands in the file, and why it was refused; `count`: of all that were, also those that are not shown.
export function RefusedRows({ refused, count }: { refused: readonly RefusedRow[]; count: number }) {
  const { t, number } = useText();
  const has_cells = refused.some(({ cells }) => cells !== undefined);
  return (
    <>
      <div className="sheet" tabIndex={0} role="region" aria-label={t("import.refused_rows")}>
        <Table className="rows" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("import.line")}</Table.Th>
              <Table.Th scope="col">{t("import.reason")}</Table.Th>
              {has_cells && <Table.Th scope="col">{t("import.cells")}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {refused.map(({ line, reason, cells, sheet }, row) => (
              <Table.Tr key={row}>
                <Table.Td className="number">
                  {number(line)}
                  {sheet !== undefined && (
                    <div className="quiet">
                      <bdi dir="auto">{sheet}</bdi>
                    </div>
                  )}
                </Table.Td>
                <Table.Td>
                  <span dir="auto">{reason}</span>
                </Table.Td>
                {has_cells && (
                  <Table.Td>
                    {cells?.map((cell, at) => (
                      <bdi key={at} dir="auto" className="sample">
                        {cell}
                      </bdi>
                    ))}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {count > refused.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("import.refused_more", { n: count - refused.length })}
        </Text>
      )}
    </>
  );
}

function Download(props: {
  resource: ResourceName;
  file: File;
  mapping: Mapping | undefined;
  owner: string;
}) {
  const { t } = useText();
  const client = useClient();
  const { busy, error, run } = useAction();
  const question = import_question("preview", props.mapping, props.owner, "csv");
  const fetch_rows = async () =>
    save_file(
      `refused-${props.resource}.csv`,
      await client.refused_rows(props.resource, question, props.file),
    );
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={busy}
        leftSection={<Icon name="download" size={16} />}
        onClick={() => void run(fetch_rows, () => undefined)}
      >
        {t("import.refused_file")}
      </Button>
      {error !== undefined && <Failed error={error} />}
    </>
  );
}
