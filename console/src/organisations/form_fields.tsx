import { Fieldset, NativeSelect, Radio, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { criticalities, languages, sectors } from "../api/types";
import type { Criticality, Language, Sector } from "../api/types";
import { typed_dir } from "../parts/typed_dir";
import { directions } from "../text/catalogue";
import { useText } from "../text/text";
import { most_characters, slot_labels } from "./fields";
import type { Slot, Typed } from "./fields";
import { ParentField } from "./parent_field";

export type Errors = Partial<Record<Slot, string | undefined>>;

/// The reader's own language first.
const in_order = (first: Language): Language[] => [first, ...languages.filter((one) => one !== first)];

export function Fields(props: {
  about: string;
  typed: Typed;
  errors: Errors;
  change: (typed: Typed) => void;
}) {
  const { t, language } = useText();
  const { typed, errors, change } = props;
  return (
    <Stack gap="lg">
      <Fieldset legend={t("organisation.names")}>
        <Stack gap="md">
          <p className="quiet">{t("organisation.names_hint")}</p>
          {in_order(language).map((one) => (
            <TextInput
              key={one}
              name={`names.${one}`}
              label={t(slot_labels[`names.${one}`])}
              lang={one}
              attributes={typed_dir(typed.names[one], directions[one])}
              maxLength={most_characters}
              value={typed.names[one]}
              error={errors[`names.${one}`]}
              onChange={(event) =>
                change({ ...typed, names: { ...typed.names, [one]: event.currentTarget.value } })
              }
            />
          ))}
        </Stack>
      </Fieldset>
      <Fieldset legend={t("organisation.what")}>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              name="sector"
              label={t("organisation.sector")}
              required
              value={typed.sector}
              error={errors.sector}
              onChange={(event) => change({ ...typed, sector: event.currentTarget.value as Sector | "" })}
              data={[
                { value: "", label: t("organisation.choose") },
                ...sectors.map((sector) => ({ value: sector, label: t(`sector.${sector}`) })),
              ]}
            />
            <TextInput
              name="kind"
              label={t("organisation.kind")}
              description={t("organisation.kind_hint")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              attributes={typed_dir(typed.kind)}
              maxLength={most_characters}
              value={typed.kind}
              error={errors.kind}
              onChange={(event) => change({ ...typed, kind: event.currentTarget.value })}
            />
          </SimpleGrid>
          <Radio.Group
            label={t("organisation.criticality")}
            description={t("organisation.criticality_hint")}
            value={typed.criticality}
            error={errors.criticality}
            onChange={(value) => change({ ...typed, criticality: value as Criticality | "" })}
          >
            <Group gap="lg" mt="xs">
              <Radio name="criticality" value="" label={t("criticality.unknown")} />
              {criticalities.map((one) => (
                <Radio key={one} name="criticality" value={one} label={t(`criticality.${one}`)} />
              ))}
            </Group>
          </Radio.Group>
        </Stack>
      </Fieldset>
      <Fieldset legend={t("organisation.where")}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            name="region"
            label={t("organisation.region")}
            attributes={typed_dir(typed.region)}
            maxLength={most_characters}
            value={typed.region}
            error={errors.region}
            onChange={(event) => change({ ...typed, region: event.currentTarget.value })}
          />
          <ParentField
            about={props.about}
            value={typed.parent}
            error={errors.parent}
            change={(parent) => change({ ...typed, parent })}
          />
        </SimpleGrid>
      </Fieldset>
    </Stack>
  );
}
