import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Item } from "../api/types";
import { useText } from "../text/text";
import type { Kind } from "./kind";
import { differences, merged, tidied, typed_of, with_slot } from "./typed";
import type { Typed } from "./typed";
import { SlotValue } from "./values";

type Side = "mine" | "theirs";

/// Two people edited one thing. Nothing is lost and nothing is guessed: both versions stand side by side, and what both
/// changed is for a person to decide.
export function Conflict(props: {
  kind: Kind;
  base: Item | undefined;
  mine: Typed;
  theirs: Item;
  decided: (typed: Typed) => void;
  back: () => void;
}) {
  const { t } = useText();
  const { kind } = props;
  const mine = useMemo(() => tidied(kind, props.mine), [kind, props.mine]);
  const theirs = useMemo(() => typed_of(kind, props.theirs), [kind, props.theirs]);
  const slots = useMemo(() => differences(kind, mine, theirs), [kind, mine, theirs]);
  const [sides, setSides] = useState<Record<string, Side>>(() => {
    const first = merged(kind, props.base ? typed_of(kind, props.base) : theirs, mine, theirs);
    const decided = slots.filter(({ name }) => !first.undecided.includes(name));
    return Object.fromEntries(
      decided.map(({ name }) => [name, first.typed[name] === mine[name] ? "mine" : "theirs"]),
    );
  });
  const open = slots.filter(({ name }) => !sides[name]);
  const decide = () =>
    props.decided(
      slots.reduce(
        (typed, slot) => (sides[slot.name] === "theirs" ? with_slot(typed, slot, theirs) : typed),
        mine,
      ),
    );
  return (
    <Stack gap="lg">
      <Alert color="orange" role="alert" title={t("conflict.title")}>
        {t("conflict.hint")}
      </Alert>
      {slots.map((slot) => (
        <Radio.Group
          key={slot.name}
          label={t(slot.label)}
          value={sides[slot.name] ?? ""}
          onChange={(side) => setSides((before) => ({ ...before, [slot.name]: side as Side }))}
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
                    <SlotValue slot={slot} typed={side === "mine" ? mine : theirs} plain />
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
