import { Button, Paper, Stack, Text } from "@mantine/core";
import type { Contact, Page, ResourceName } from "../api/types";
import { node_of } from "../api/node";
import { useLoad } from "../api/use_load";
import { belongings, chosen_sectors, kinds } from "../organisations/kinds";
import { importable } from "../organisations/place_pages";
import { days_ago, iso_day, old_after_days } from "../parts/civil";
import { Icon } from "../parts/icons";
import { go, Link } from "../parts/route";
import { Time } from "../parts/said";
import { may_read_ledger } from "../places";
import { item_path, list_path } from "../resource/kind";
import type { Kind } from "../resource/kind";
import { OrganisationName } from "../resource/organisation_names";
import { Verified } from "../resource/values";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Changes } from "./changes";
import { Sectors } from "./sectors";
import { Tile } from "./tile";

const most_shown = 10;

export function NationActions() {
  const { t } = useText();
  const me = useMe();
  return (
    <>
      {importable(me).length > 0 && (
        <Button
          variant="default"
          leftSection={<Icon name="upload" size={16} />}
          onClick={() => go("/organisations/import")}
        >
          {t("import.title")}
        </Button>
      )}
      {can(me, "contacts", "read") && (
        <Button
          variant="default"
          leftSection={<Icon name="who" size={16} />}
          onClick={() => go("/organisations/who")}
        >
          {t("who.title")}
        </Button>
      )}
      <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
        {t("today.print")}
      </Button>
    </>
  );
}

/// The home of a national team: how the node is, what runs out, what is due, what there is.
export function Nation() {
  const { t } = useText();
  const me = useMe();
  const client = useClient();
  const counted = useLoad("counts", async (signal) => {
    const seen = Object.values(kinds).filter(({ name }) => can(me, name, "read"));
    const pages = await Promise.all(
      seen.map(
        async ({ name }) => [name, (await client.list(name, { limit: 1 }, signal)).total ?? 0] as const,
      ),
    );
    return Object.fromEntries(pages) as Partial<Record<ResourceName, number>>;
  });
  if (counted.value?.organisations === 0) return <First />;
  return (
    <Stack gap="lg">
      {may_read_ledger(me) && <NodeStrip />}
      <Tile title={t("today.clocks")}>
        <Text c="dimmed">{t("today.no_clock")}</Text>
      </Tile>
      <div className="bands">
        {can(me, "contacts", "read") && <ToVerify />}
        {may_read_ledger(me) && <Changes />}
      </div>
      {can(me, "organisations", "read") && chosen_sectors(me).length > 0 && <Sectors />}
      <div className="figures">
        {Object.values(kinds)
          .filter(({ name }) => can(me, name, "read"))
          .map((kind) => (
            <Figure
              key={kind.name}
              kind={kind}
              count={counted.value?.[kind.name]}
              failed={counted.error !== undefined}
            />
          ))}
      </div>
    </Stack>
  );
}

/// Nothing is entered yet: what to do first.
function First() {
  const { t } = useText();
  const me = useMe();
  return (
    <Paper withBorder p="xl" className="empty">
      <Icon name="organisations" size={40} />
      <p>{t("organisation.none")}</p>
      {can(me, "organisations", "create") && (
        <Button onClick={() => go("/organisations/new")}>{t("organisation.new")}</Button>
      )}
    </Paper>
  );
}

/// What the node says of itself; of its backups only to those who keep it.
function NodeStrip() {
  const { t, number } = useText();
  const client = useClient();
  const me = useMe();
  const { value, error } = useLoad("head", (signal) => client.ledger({ limit: 1 }, signal));
  const last = value?.items[0];
  return (
    <div className="node-strip">
      <span>
        <span className="quiet">{t("ledger.title")}</span>{" "}
        <strong>{error !== undefined ? "–" : value ? number(value.head.size) : "…"}</strong>{" "}
        {last && (
          <span className="quiet">
            <T k="today.last_entry" at={<Time at={last.at} />} />
          </span>
        )}
      </span>
      {can(me, "node", "read") && <LastBackup />}
      <Link to="/ledger" className="link">
        {t("ledger.open")}
      </Link>
    </div>
  );
}

function LastBackup() {
  const { t } = useText();
  const client = useClient();
  const { value } = useLoad("node", (signal) => node_of(client).node(signal));
  if (!value) return null;
  return (
    <span>
      <span className="quiet">{t("today.backup")}</span>{" "}
      {value.last_backup ? (
        <Time at={value.last_backup.at} />
      ) : (
        <span className="mark mark-warn">{t("today.no_backup")}</span>
      )}
    </span>
  );
}

function ToVerify() {
  const { t } = useText();
  const client = useClient();
  const { value, error } = useLoad<Page<Contact>>("verify", (signal) =>
    client.list(
      "contacts",
      { verified_before: iso_day(days_ago(old_after_days)), sort: "verified", limit: most_shown },
      signal,
    ),
  );
  const total = value?.total ?? 0;
  return (
    <Tile
      title={t("today.verify")}
      foot={
        total > 0 && (
          <Link to="/organisations/verification" className="link">
            {t("today.verify_all", { n: total })}
          </Link>
        )
      }
    >
      {error !== undefined && <p className="quiet">–</p>}
      {value && total === 0 && <Text c="dimmed">{t("today.verify_none")}</Text>}
      <ul className="plain short-list">
        {value?.items.map((one) => (
          <li key={one.id}>
            <span>
              <Link to={item_path(kinds.contacts, one.organisation, one.id)} className="link">
                <bdi dir="auto">{one.name}</bdi>
              </Link>{" "}
              <span className="quiet">
                <OrganisationName id={one.organisation} />
              </span>
            </span>
            <Verified day={one.verified ?? ""} old_after={old_after_days} />
          </li>
        ))}
      </ul>
    </Tile>
  );
}

function Figure(props: { kind: Kind; count: number | undefined; failed: boolean }) {
  const { t, number } = useText();
  const { kind, count } = props;
  const shows_how = count === 0 && belongings.some(({ name }) => name === kind.name);
  return (
    <Tile
      title={t(kind.said.all)}
      foot={
        <Link to={list_path(kind)} className="link">
          {t("today.open_list")}
        </Link>
      }
    >
      <p className="figure">{props.failed ? "–" : count === undefined ? "…" : number(count)}</p>
      {shows_how && <p className="quiet">{t(kind.said.none)}</p>}
    </Tile>
  );
}
