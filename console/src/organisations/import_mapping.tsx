import { Alert, NativeSelect, Table } from "@mantine/core";
import type { ImportAnswer } from "../api/types";
import { useText } from "../text/text";
import { mapped, mapping_of, unfilled } from "./import_question";
import type { Mapping } from "./import_question";

/// Each column with what stands in it, and the field that it fills.
export function ImportMapping(props: {
  answer: ImportAnswer;
  /// Of the rows that say no organisation; "" is none.
  owner: string;
  change: (mapping: Mapping) => void;
}) {
  const { t } = useText();
  const { answer } = props;
  const label = (field: string) => answer.fields.find(({ name }) => name === field)?.heading ?? field;
  const mapping = mapping_of(answer);
  const missing = unfilled(answer, mapping, props.owner !== "");
  const fields = [
    { value: "", label: t("import.no_field") },
    ...answer.fields.map(({ name, required }) => ({
      value: name,
      label: required ? `${label(name)} *` : label(name),
    })),
  ];
  return (
    <>
      {missing.length > 0 && (
        <Alert color="orange" role="status">
          {t("import.unfilled", { fields: missing.map(label).join(", ") })}
        </Alert>
      )}
      <div className="sheet">
        <Table className="rows mapping" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("import.heading")}</Table.Th>
              <Table.Th scope="col">{t("import.fills")}</Table.Th>
              <Table.Th scope="col" className="mapping-samples">
                {t("import.samples")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.columns.map(({ heading, field, samples }, at) => (
              <Table.Tr key={at}>
                <Table.Td>
                  <bdi dir="auto" className="row-name">
                    {heading}
                  </bdi>
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={t("import.fills_of", { heading })}
                    value={field ?? ""}
                    data={fields}
                    onChange={(event) => props.change(mapped(mapping, heading, event.currentTarget.value))}
                  />
                </Table.Td>
                <Table.Td className="mapping-samples">
                  {samples.map((sample, index) => (
                    <bdi key={index} dir="auto" className="sample">
                      {sample}
                    </bdi>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
