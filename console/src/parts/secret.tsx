import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useText } from "../text/text";
import { copy_text } from "./copy";
import { Icon } from "./icons";

/// Says whether it was copied, to eyes and ears.
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useText();
  const [copied, setCopied] = useState<boolean>();
  const copy = () => void copy_text(text).then(setCopied);
  return (
    <Group gap="xs" wrap="nowrap" className="no-print">
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="copy" size={16} />}
        onClick={copy}
        aria-label={label}
      >
        {t("copy.do")}
      </Button>
      <span role="status" className="quiet">
        {copied !== undefined && t(copied ? "copy.done" : "copy.failed")}
      </span>
    </Group>
  );
}

/// Something that is copied whole: a link, a key, a secret. Left to right in every language, in lines as they come.
export function Secret(props: { label: string; text: string; lines?: boolean }) {
  const { t } = useText();
  return (
    <div className="secret">
      <div className="quiet">{props.label}</div>
      <bdi dir="ltr" className={props.lines ? "secret-text secret-lines" : "secret-text"}>
        {props.text}
      </bdi>
      <CopyButton text={props.text} label={`${t("copy.do")}: ${props.label}`} />
    </div>
  );
}
