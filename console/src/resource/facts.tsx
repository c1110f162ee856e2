import { Paper } from "@mantine/core";
import type { Item } from "../api/types";
import { Id } from "../parts/said";
import { useText } from "../text/text";
import type { Kind } from "./kind";
import { slots_of, typed_of } from "./typed";
import { SlotValue } from "./values";

const is_long = (type: string) => type === "channels" || type === "prose";

/// All that is known of an item.
export function Facts({ kind, item }: { kind: Kind; item: Item }) {
  const { t } = useText();
  const typed = typed_of(kind, item);
  return (
    <Paper withBorder p="lg" mb="md">
      <dl className="facts">
        {/* Whose it is, the page says above. */}
        {slots_of(kind)
          .filter(({ field }) => field.type !== "owner")
          .map((slot) => (
            <div key={slot.name} className={is_long(slot.field.type) ? "fact-long" : undefined}>
              <dt>{t(slot.label)}</dt>
              <dd>
                <SlotValue slot={slot} typed={typed} linked />
              </dd>
            </div>
          ))}
        <div className="fact-long">
          <dt>{t("id")}</dt>
          <dd>
            <Id id={item.id} />
          </dd>
        </div>
      </dl>
    </Paper>
  );
}
