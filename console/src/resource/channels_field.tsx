import { ActionIcon, Button, NativeSelect, Switch, TextInput } from "@mantine/core";
import { channel_kinds } from "../api/types";
import type { ChannelKind } from "../api/types";
import { Icon } from "../parts/icons";
import { typed_dir } from "../parts/typed_dir";
import { useText } from "../text/text";
import type { TypedChannel } from "./typed";

/// As the server has it.
const most_channels = 16;
const most_address = 500;

const input_modes = { mail: "email", telephone: "tel", letter: "text", chat: "text" } as const;

/// The ways to reach a contact, each on a line of its own; a line without an address is not saved.
export function ChannelsField(props: {
  name: string;
  value: readonly TypedChannel[];
  error: string | undefined;
  change: (channels: readonly TypedChannel[]) => void;
}) {
  const { t } = useText();
  const { value, change } = props;
  const put = (at: number, part: Partial<TypedChannel>) =>
    change(value.map((one, index) => (index === at ? { ...one, ...part } : one)));
  // The next kind that is not there yet: mail, then a telephone.
  const next = channel_kinds.find((kind) => !value.some((one) => one.kind === kind)) ?? "mail";
  return (
    <div className="channel-rows">
      {value.length === 0 && <p className="quiet">{t("channel.none")}</p>}
      {value.map((one, at) => (
        <div key={at} role="group" aria-label={t("channel.number", { n: at + 1 })} className="channel-row">
          <NativeSelect
            label={t("channel.kind")}
            value={one.kind}
            onChange={(event) => put(at, { kind: event.currentTarget.value as ChannelKind })}
            data={channel_kinds.map((kind) => ({ value: kind, label: t(`channel.${kind}`) }))}
          />
          <TextInput
            label={t(`channel_address.${one.kind}`)}
            name={at === 0 ? props.name : `${props.name}.${at}`}
            inputMode={input_modes[one.kind]}
            attributes={typed_dir(one.address, one.kind === "letter" ? undefined : "ltr")}
            maxLength={most_address}
            autoComplete="off"
            spellCheck={false}
            value={one.address}
            error={at === 0 ? props.error : undefined}
            onChange={(event) => put(at, { address: event.currentTarget.value })}
          />
          <Switch
            className="channel-hours"
            label={t("channel.out_of_hours")}
            checked={one.out_of_hours}
            onChange={(event) => put(at, { out_of_hours: event.currentTarget.checked })}
          />
          <ActionIcon
            className="channel-away"
            variant="default"
            size={36}
            aria-label={t("channel.remove", { n: at + 1 })}
            onClick={() => change(value.filter((_, index) => index !== at))}
          >
            <Icon name="bin" size={18} />
          </ActionIcon>
        </div>
      ))}
      {value.length < most_channels && (
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => change([...value, { kind: next, address: "", out_of_hours: false }])}
        >
          {t("channel.add")}
        </Button>
      )}
    </div>
  );
}
