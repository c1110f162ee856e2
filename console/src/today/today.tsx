import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useLoad } from "../api/use_load";
import { Page } from "../parts/page";
import { go, Link } from "../parts/route";
import { Id, Name } from "../parts/said";
import { may_read_ledger } from "../places";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";

/// The first page: what is known, what to do first, and what will stand here. It shows no number that nobody measured.
export default function Today() {
  const { t } = useText();
  const me = useMe();
  return (
    <Page title={t("place.today")} wide>
      <Stack gap="lg">
        <Text size="lg">
          <T k="today.hello" name={<bdi>{me.person.name}</bdi>} />
        </Text>
        <div className="tiles">
          {can(me, "organisations", "read") && <Organisations />}
          {may_read_ledger(me) && <LedgerTile />}
          <Tile title={t("settings.roles")}>
            <ul className="plain">
              {me.roles.map((grant) => (
                <li key={`${grant.role} ${grant.scope.id}`}>
                  <strong>{t(`role.${grant.role}`)}</strong>{" "}
                  <span className="quiet">
                    <Name names={grant.scope.names} />
                  </span>
                </li>
              ))}
            </ul>
          </Tile>
        </div>
        <Paper withBorder p="lg">
          <Title order={2} size="h4" mb="xs">
            {t("today.coming")}
          </Title>
          <Text c="dimmed" maw="70ch">
            {t("today.coming_hint")}
          </Text>
        </Paper>
      </Stack>
    </Page>
  );
}

function Tile(props: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section" className="tile">
      <Title order={2} size="h5" c="dimmed" fw={600}>
        {props.title}
      </Title>
      {props.children}
    </Paper>
  );
}

function Organisations() {
  const { t, number } = useText();
  const client = useClient();
  const me = useMe();
  const { value, error } = useLoad("organisations", (signal) => client.organisations({ limit: 1 }, signal));
  const is_empty = value?.items.length === 0;
  return (
    <Tile title={t("place.organisations")}>
      <p className="figure">{error !== undefined ? "–" : value ? number(value.total ?? 0) : "…"}</p>
      {is_empty && <p>{t("organisation.none")}</p>}
      <div className="tile-foot">
        {is_empty && can(me, "organisations", "create") ? (
          <Button onClick={() => go("/organisations/new")}>{t("organisation.new")}</Button>
        ) : (
          <Link to="/organisations" className="link">
            {t("organisation.all")}
          </Link>
        )}
      </div>
    </Tile>
  );
}

function LedgerTile() {
  const { t, number } = useText();
  const client = useClient();
  const { value, error } = useLoad("head", (signal) => client.ledger({ limit: 1 }, signal));
  return (
    <Tile title={t("ledger.title")}>
      <p className="figure">{error !== undefined ? "–" : value ? number(value.head.size) : "…"}</p>
      {value && (
        <p className="quiet">
          {t("ledger.root")} <Id id={value.head.root} short />
        </p>
      )}
      <div className="tile-foot">
        <Link to="/ledger" className="link">
          {t("ledger.open")}
        </Link>
      </div>
    </Tile>
  );
}
