// Names, ids and times inside sentences of any direction.
import type { Names } from "../api/types";
import { name_in } from "../text/catalogue";
import { useText } from "../text/text";

/// A name that people gave: in the reader's language or, marked as such, in the one there is.
export function Name({ names }: { names: Names }) {
  const { language, t } = useText();
  const name = name_in(names, language);
  if (!name.text) return <>{t("organisation.unnamed")}</>;
  return (
    <bdi dir="auto" lang={name.language}>
      {name.text}
    </bdi>
  );
}

/// An id or digest: left to right in every language, never broken by its surroundings.
export function Id({ id, short }: { id: string; short?: boolean }) {
  return (
    <bdi dir="ltr" className={short ? "id" : "id id-whole"} title={short ? id : undefined}>
      {short ? `${id.slice(0, 8)}…` : id}
    </bdi>
  );
}

export function Time({ at }: { at: number }) {
  const { time } = useText();
  return (
    <time dateTime={new Date(at).toISOString()}>
      <bdi>{time(at)}</bdi>
    </time>
  );
}

export function Day({ at }: { at: number }) {
  const { day } = useText();
  return (
    <time dateTime={new Date(at).toISOString()}>
      <bdi>{day(at)}</bdi>
    </time>
  );
}

/// A day without a time zone, "2026-06-01": the same for every reader.
export function CivilDay({ day }: { day: string }) {
  const { civil_day } = useText();
  return (
    <time dateTime={day}>
      <bdi>{civil_day(day)}</bdi>
    </time>
  );
}
