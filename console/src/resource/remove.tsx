import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import type { Item } from "../api/types";
import { Failed } from "../parts/page";
import { Icon } from "../parts/icons";
import { useClient } from "../session/session";
import { T, useText } from "../text/text";
import type { Kind } from "./kind";
import { Called } from "./rows";
import { useAction } from "./use_action";

/// Asks first: there is no way back but to enter it again.
export function Remove(props: { kind: Kind; item: Item; removed: () => void }) {
  const { t } = useText();
  const client = useClient();
  const [asks, setAsks] = useState(false);
  const { busy, error, run, settle } = useAction();
  const { kind, item } = props;
  const close = () => {
    setAsks(false);
    settle();
  };
  const remove = () =>
    void run(
      (key) => client.remove(kind.name, item.id, item.revision, key),
      () => {
        close();
        props.removed();
      },
    );
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="bin" size={16} />}
        onClick={() => setAsks(true)}
        aria-haspopup="dialog"
      >
        {t("remove.do")}
      </Button>
      <Modal
        opened={asks}
        onClose={close}
        title={t(kind.said.remove)}
        closeButtonProps={{ "aria-label": t("close") }}
        centered
      >
        <Stack gap="md">
          <p className="remove-what">
            <T k="remove.asks" what={<strong>{<Called kind={kind} item={item} />}</strong>} />
          </p>
          {error !== undefined && <Failed error={error} />}
          <Group>
            <Button color="red.9" loading={busy} onClick={remove}>
              {t("remove.do")}
            </Button>
            <Button variant="default" onClick={close} data-autofocus>
              {t("save.cancel")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
