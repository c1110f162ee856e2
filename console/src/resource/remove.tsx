import type { Item } from "../api/types";
import { Asking } from "../parts/asking";
import { useClient } from "../session/session";
import { T, useText } from "../text/text";
import type { Kind } from "./kind";
import { Called } from "./rows";

/// Asks first: there is no way back but to enter it again.
export function Remove({ kind, item, removed }: { kind: Kind; item: Item; removed: () => void }) {
  const { t } = useText();
  const client = useClient();
  const called = (
    <strong>
      <Called kind={kind} item={item} />
    </strong>
  );
  return (
    <Asking
      label={t("remove.do")}
      title={t(kind.said.remove)}
      what={<T k="remove.asks" what={called} />}
      act={(key) => client.remove(kind.name, item.id, item.revision, key)}
      done={removed}
    />
  );
}
