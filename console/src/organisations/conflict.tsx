import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Organisation, OrganisationFields } from "../api/types";
import { useText } from "../text/text";
import {
  differences,
  fields_of,
  merged,
  slot_labels,
  slot_value,
  with_slot,
  without_server_parts,
} from "./fields";
import type { Slot, Typed } from "./fields";
import { SlotValue } from "./values";

type Side = "mine" | "theirs";

/// Two people edited one organisation. Nothing is lost and nothing is guessed: both versions stand side by side, and what
/// both changed is for a person to decide.
export function Conflict(props: {
  base: Organisation | undefined;
  mine: Typed;
  theirs: Organisation;
  decided: (fields: OrganisationFields) => void;
  back: () => void;
}) {
  const { t } = useText();
  const mine = useMemo(() => fields_of(props.mine), [props.mine]);
  const theirs = useMemo(() => without_server_parts(props.theirs), [props.theirs]);
  const first = useMemo(() => merged(props.base ?? theirs, mine, theirs), [props.base, mine, theirs]);
  const [sides, setSides] = useState<Partial<Record<Slot, Side>>>(() =>
    Object.fromEntries(
      differences(mine, theirs)
        .filter((slot) => !first.undecided.includes(slot))
        .map((slot) => [slot, slot_value(first.fields, slot) === slot_value(mine, slot) ? "mine" : "theirs"]),
    ),
  );
  const slots = differences(mine, theirs);
  const open = slots.filter((slot) => !sides[slot]);
  const decide = () => {
    let fields = mine;
    for (const slot of slots) if (sides[slot] === "theirs") fields = with_slot(fields, slot, theirs);
    props.decided(fields);
  };
  return (
    <Stack gap="lg">
      <Alert color="orange" role="alert" title={t("conflict.title")}>
        {t("conflict.hint")}
      </Alert>
      {slots.map((slot) => (
        <Radio.Group
          key={slot}
          label={t(slot_labels[slot])}
          value={sides[slot] ?? ""}
          onChange={(side) => setSides((before) => ({ ...before, [slot]: side as Side }))}
        >
          <div className="versions">
            {(["mine", "theirs"] as const).map((side) => (
              <Radio.Card key={side} value={side} className="version" aria-label={t(`conflict.${side}`)}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator />
                  <span>
                    <Text size="sm" c="dimmed" component="span" display="block">
                      {t(`conflict.${side}`)}
                    </Text>
                    <SlotValue slot={slot} fields={side === "mine" ? mine : theirs} />
                  </span>
                </Group>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      ))}
      <Group>
        <Button onClick={decide} disabled={open.length > 0}>
          {t("conflict.save")}
        </Button>
        <Button variant="default" onClick={props.back}>
          {t("conflict.back")}
        </Button>
        {open.length > 0 && <Text c="dimmed">{t("conflict.open", { n: open.length })}</Text>}
      </Group>
    </Stack>
  );
}
