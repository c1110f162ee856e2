import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useAction } from "../resource/use_action";
import { useText } from "../text/text";
import { Failed } from "./page";

/// A button for what can't be taken back: it asks first, and says in place what went wrong.
export function Asking(props: {
  /// On the button, and on the one that does it.
  label: string;
  /// For ears, where several buttons say the same.
  of?: string | undefined;
  title: string;
  what: ReactNode;
  act: (key: string) => Promise<unknown>;
  done: () => void;
  small?: boolean;
}) {
  const { t } = useText();
  const [asks, setAsks] = useState(false);
  const { busy, error, run, settle } = useAction();
  const close = () => {
    setAsks(false);
    settle();
  };
  const act = () =>
    void run(props.act, () => {
      close();
      props.done();
    });
  return (
    <>
      <Button
        variant="default"
        size={props.small ? "xs" : "sm"}
        onClick={() => setAsks(true)}
        aria-haspopup="dialog"
        aria-label={props.of ? `${props.label}: ${props.of}` : undefined}
        className="no-print"
      >
        {props.label}
      </Button>
      <Modal
        opened={asks}
        onClose={close}
        title={props.title}
        closeButtonProps={{ "aria-label": t("close") }}
        centered
      >
        <Stack gap="md">
          <p className="remove-what">{props.what}</p>
          {error !== undefined && <Failed error={error} />}
          <Group>
            <Button color="red.9" loading={busy} onClick={act}>
              {props.label}
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
