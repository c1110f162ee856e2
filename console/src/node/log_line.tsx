import type { ReactNode } from "react";
import type { LogRow } from "../api/node";
import { ScopeName } from "../accounts/places";
import { CivilDay, Id, Time } from "../parts/said";
import { T, useText } from "../text/text";
import { sentence_key, thing_of, why_key } from "./log_sentence";

const most_named = 3;

/// An event in a sentence; beside it when, from where, and its number in the chain.
export function LogLine({ row, names }: { row: LogRow; names: ReadonlyMap<string, string> }) {
  const { t, number } = useText();
  return (
    <li className="log-line">
      <span className="log-at">
        <Time at={row.at} />
      </span>
      <span className={`mark log-${row.kind}`}>{t(`log_kind.${row.kind}`)}</span>
      <span className="log-said">
        <Said row={row} names={names} />
      </span>
      <span className="quiet log-beside">
        {row.network && (
          <>
            {t("log.from")} <Id id={row.network} />{" "}
          </>
        )}
        <bdi>№ {number(row.index)}</bdi>
      </span>
    </li>
  );
}

function Said({ row, names }: { row: LogRow; names: ReadonlyMap<string, string> }) {
  const { t } = useText();
  const who = <Who row={row} />;
  const whose = row.item ? names.get(row.item) : undefined;
  const why = why_key(row.result);
  const is_own = row.item !== null && row.item === row.person?.id;
  return (
    <T
      k={sentence_key(row)}
      n={row.count}
      who={who}
      what={<What row={row} />}
      whose={
        is_own ? t("log.own_who") : whose ? <bdi>{whose}</bdi> : row.item ? <Id id={row.item} short /> : "…"
      }
      of={<Organisations ids={row.organisations} />}
      why={why ? t(why) : <Id id={row.result} />}
      asked={<Id id={row.resource} />}
      day={<CivilDay day={row.result} />}
    />
  );
}

function Who({ row }: { row: LogRow }): ReactNode {
  const { t } = useText();
  if (!row.person) return t(row.network ? "log.somebody" : "log.at_keyboard");
  return row.person.name ? <bdi className="log-who">{row.person.name}</bdi> : <Id id={row.person.id} short />;
}

function What({ row }: { row: LogRow }): ReactNode {
  const { t } = useText();
  const thing = thing_of(row.resource);
  return thing ? t(thing) : <Id id={row.resource} />;
}

function Organisations({ ids }: { ids: readonly string[] }): ReactNode {
  const { t, language } = useText();
  if (ids.length === 0) return t("log.nation");
  const more = ids.length - most_named;
  return (
    <>
      {ids.slice(0, most_named).map((id, at) => (
        <span key={id}>
          {at > 0 && (language === "ar" ? "، " : ", ")}
          <ScopeName id={id} />
        </span>
      ))}
      {more > 0 && ` ${t("log.more_organisations", { n: more })}`}
    </>
  );
}
