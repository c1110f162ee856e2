// How the fields of an item are shown.
import { VisuallyHidden } from "@mantine/core";
import type { Criticality } from "../api/types";
import { is_old } from "../parts/civil";
import { Icon } from "../parts/icons";
import type { IconName } from "../parts/icons";
import { CivilDay } from "../parts/said";
import { T, useText } from "../text/text";
import { OrganisationName } from "./organisation_names";
import { channels_in, text_in } from "./typed";
import type { Slot, Typed, TypedChannel } from "./typed";

/// A word in a frame whose colour says the same once more: never by colour alone.
export function Grade({ value, said }: { value: string; said: string }) {
  return <span className={`criticality criticality-${value}`}>{said}</span>;
}

export function CriticalityMark({ value }: { value: Criticality | undefined }) {
  const { t } = useText();
  if (!value) return <span className="quiet">{t("criticality.unknown")}</span>;
  return <Grade value={value} said={t(`criticality.${value}`)} />;
}

const channel_icons: Record<TypedChannel["kind"], IconName> = {
  mail: "mail",
  telephone: "telephone",
  letter: "letter",
  chat: "chat",
};

/// Where a click writes or calls; undefined for letters and chats.
export function channel_link({ kind, address }: Pick<TypedChannel, "kind" | "address">): string | undefined {
  if (kind === "mail") return `mailto:${encodeURIComponent(address).replaceAll("%40", "@")}`;
  const number = address.replace(/[^+\d]/g, "");
  return kind === "telephone" && number !== "" ? `tel:${number}` : undefined;
}

export function Channels({ channels, plain }: { channels: readonly TypedChannel[]; plain?: boolean }) {
  const { t } = useText();
  return (
    <ul className="plain channels">
      {channels.map((one, at) => {
        const link = plain ? undefined : channel_link(one);
        // A letter goes to a place, whose name is of the reader's language; the others are addresses of machines.
        const address = <bdi dir={one.kind === "letter" ? "auto" : "ltr"}>{one.address}</bdi>;
        return (
          <li key={at}>
            <span className="channel-kind" title={t(`channel.${one.kind}`)}>
              <Icon name={channel_icons[one.kind]} size={16} />
              <VisuallyHidden>{t(`channel.${one.kind}`)}</VisuallyHidden>
            </span>
            {link ? (
              <a href={link} className="link">
                {address}
              </a>
            ) : (
              address
            )}
            {one.out_of_hours && <span className="mark">{t("channel.out_of_hours")}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/// A day that grows old: said, and marked when it has.
export function Verified({ day, old_after }: { day: string; old_after: number }) {
  const { t } = useText();
  if (day === "") return <span className="mark mark-warn">{t("verified.never")}</span>;
  if (!is_old(day, old_after)) return <CivilDay day={day} />;
  return (
    <span className="mark mark-warn">
      <T k="verified.old" day={<CivilDay day={day} />} />
    </span>
  );
}

/// `plain`: without links, inside what is clicked itself.
export function SlotValue(props: { slot: Slot; typed: Typed; linked?: boolean; plain?: boolean }) {
  const { t } = useText();
  const { slot, typed } = props;
  const { field, name } = slot;
  const empty = <span className="quiet">{t("empty.value")}</span>;
  if (field.type === "channels") {
    const channels = channels_in(typed, name);
    return channels.length === 0 ? empty : <Channels channels={channels} plain={props.plain ?? false} />;
  }
  const text = text_in(typed, name);
  if (field.type === "date" && field.old_after) return <Verified day={text} old_after={field.old_after} />;
  if (text === "")
    return field.type === "choice" && field.open ? <span className="quiet">{t(field.open)}</span> : empty;
  switch (field.type) {
    case "choice":
      return field.grades ? <Grade value={text} said={t(field.said(text))} /> : <>{t(field.said(text))}</>;
    case "link":
    case "owner":
      return <OrganisationName id={text} linked={props.linked ?? false} />;
    case "date":
      return <CivilDay day={text} />;
    case "prose":
      return (
        <span className="prose" dir="auto">
          {text}
        </span>
      );
    default:
      return <bdi dir={field.type === "text" && field.ltr ? "ltr" : "auto"}>{text}</bdi>;
  }
}
