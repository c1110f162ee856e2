import { Button, Progress, Text } from "@mantine/core";
import { useRef, useState } from "react";
import type { DragEvent } from "react";
import { useText } from "../text/text";
import { Icon } from "./icons";

/// Takes one file, dragged here or chosen by a button. `share`: how much of it has left, while it is sent.
export function DropFile(props: {
  label: string;
  hint: string;
  accept?: string;
  share: number | undefined;
  take: (file: File) => void;
}) {
  const { t, percent } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [is_over, setIsOver] = useState(false);
  const is_sending = props.share !== undefined;
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !is_sending) props.take(file);
  };
  return (
    <div
      className={is_over ? "drop drop-over no-print" : "drop no-print"}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={dropped}
    >
      <Icon name="upload" size={28} />
      <div className="drop-text">
        <Text>{props.hint}</Text>
        {props.share !== undefined && (
          <div role="status">
            <Progress value={props.share * 100} aria-label={t("file.sending")} />
            <Text size="sm" c="dimmed">
              {props.share < 1 ? t("file.sent", { share: percent(props.share) }) : t("file.read")}
            </Text>
          </div>
        )}
      </div>
      <Button variant="default" disabled={is_sending} onClick={() => input.current?.click()}>
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ""; // the same file can be chosen again
          if (file) props.take(file);
        }}
      />
    </div>
  );
}
