import { Alert, NativeSelect, Table } from "@mantine/core";
import type { ImportAnswer } from "../api/types";
import type { Kind } from "../resource/kind";
import { slots_of } from "../resource/typed";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { mapped, mapping_of, unfilled } from "./import_question";
import type { Mapping } from "./import_question";

/// What a field is called, where the table of fields knows it: "names.fr", "channels.mail", else its own name.
export function useFieldLabel(kind: Kind): (field: string) => string {
  const { t } = useText();
  return (field) => {
    if (field === "id") return t("id");
    const slot = slots_of(kind).find(({ name }) => name === field);
    if (slot) return t(slot.label);
    const [first = "", second = ""] = field.split(".");
    const whole = slots_of(kind).find(({ name }) => name === first);
    if (!whole) return field;
    const part = channel_parts[second];
    return part ? `${t(whole.label)}: ${t(part)}` : `${t(whole.label)}: ${second}`;
  };
}

const channel_parts: Readonly<Record<string, Key>> = {
  mail: "channel.mail",
  telephone: "channel.telephone",
  letter: "channel.letter",
  chat: "channel.chat",
  out_of_hours: "channel.out_of_hours",
};

/// Each column with what stands in it, and the field that it fills.
export function ImportMapping(props: {
  kind: Kind;
  answer: ImportAnswer;
  /// Of the rows that say no organisation; "" is none.
  owner: string;
  change: (mapping: Mapping) => void;
}) {
  const { t } = useText();
  const label = useFieldLabel(props.kind);
  const { answer } = props;
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
