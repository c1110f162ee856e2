import { Button } from "@mantine/core";
import type { ResourceName } from "../api/types";
import { Icon } from "../parts/icons";
import { Page } from "../parts/page";
import { go } from "../parts/route";
import { Items } from "../resource/items";
import { has_owner, new_path } from "../resource/kind";
import { can, useMe } from "../session/session";
import { useText } from "../text/text";
import { kinds } from "./kinds";
import { PlacePages } from "./place_pages";

/// All organisations, or all contacts, networks or assets of those that one may see.
export default function List(props: { kind: ResourceName }) {
  const { t } = useText();
  const me = useMe();
  const kind = kinds[props.kind];
  return (
    <Page
      title={t(kind.said.all)}
      wide
      actions={
        !has_owner(kind) &&
        can(me, kind.name, "create") && (
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => go(new_path(kind, ""))}>
            {t(kind.said.make)}
          </Button>
        )
      }
    >
      <PlacePages />
      <Items kind={kind} />
    </Page>
  );
}
