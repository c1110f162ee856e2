import { Alert, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { Inventory } from "../api/types";
import { DropFile } from "../parts/drop_file";
import { useReason } from "../parts/page";
import { useAction } from "../resource/use_action";
import { useClient } from "../session/session";
import { useText } from "../text/text";

/// Sends a file of what is installed; what it is, the server finds out.
export function SendInventory(props: { asset: string; sent: (one: Inventory) => void }) {
  const { t } = useText();
  const client = useClient();
  const { busy, error, run, settle } = useAction();
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState(0);
  const reason = useReason(error);
  const send = (one: File) => {
    setFile(one);
    setShare(0);
    let made: Inventory | undefined;
    void run(
      async (key) => void (made = await client.send_inventory(props.asset, one, key, setShare)),
      () => made && props.sent(made),
    );
  };
  return (
    <>
      <DropFile
        label={t("inventory.choose")}
        hint={t("inventory.drop")}
        share={busy ? share : undefined}
        take={(one) => {
          settle();
          send(one);
        }}
      />
      {error !== undefined && file && (
        <Alert color="red" role="alert" title={t("inventory.not_taken")}>
          <Group justify="space-between">
            <Text>
              <bdi dir="auto">{file.name}</bdi>: {reason}
            </Text>
            <Button variant="default" size="xs" onClick={() => send(file)}>
              {t("failed.again")}
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
