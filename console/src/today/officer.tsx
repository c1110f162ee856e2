import { Button, Group, Stack } from "@mantine/core";
import type { Organisation } from "../api/types";
import { useLoad } from "../api/use_load";
import { belongings, kinds } from "../organisations/kinds";
import { days_ago, iso_day, old_after_days } from "../parts/civil";
import { Icon } from "../parts/icons";
import { Failed, Loading } from "../parts/page";
import { go, Link } from "../parts/route";
import { Name } from "../parts/said";
import { list_path, new_path } from "../resource/kind";
import { can, useClient, useMe } from "../session/session";
import { useText } from "../text/text";
import { missing_in } from "./missing";
import type { Standing } from "./missing";
import { Tile } from "./tile";

/// The home of an organisation's officer: their organisation, and what it lacks so that it can be reached and warned.
export function Officer({ organisations }: { organisations: readonly Organisation[] }) {
  return (
    <div className="bands">
      {organisations.map((one) => (
        <Own key={one.id} organisation={one} />
      ))}
    </div>
  );
}

function Own({ organisation }: { organisation: Organisation }) {
  const { t } = useText();
  const client = useClient();
  const me = useMe();
  const { id } = organisation;
  const seen = belongings.filter(({ name }) => can(me, name, "read"));
  const { value, error, reload } = useLoad<Standing>(id, async (signal) => {
    const count = async (name: (typeof belongings)[number]["name"], more = {}) =>
      (await client.list(name, { organisation: id, limit: 1, ...more }, signal)).total ?? 0;
    const counts = await Promise.all(seen.map(async ({ name }) => [name, await count(name)] as const));
    const old = can(me, "contacts", "read")
      ? await count("contacts", { verified_before: iso_day(days_ago(old_after_days)) })
      : 0;
    return { counts: Object.fromEntries(counts), old };
  });
  return (
    <Tile
      title={<Name names={organisation.names} />}
      foot={
        <Link to={`/organisations/${id}`} className="link">
          {t("today.open_organisation")}
        </Link>
      }
    >
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : value ? (
        <Checks organisation={id} standing={value} />
      ) : (
        <Loading rows={3} />
      )}
    </Tile>
  );
}

function Checks({ organisation, standing }: { organisation: string; standing: Standing }) {
  const { t } = useText();
  const me = useMe();
  const missing = missing_in(standing);
  return (
    <Stack gap="sm">
      {missing.length === 0 ? (
        <p className="check-line">
          <Icon name="check" size={20} /> {t("missing.nothing")}
        </p>
      ) : (
        <p>{t("missing.first", { n: missing.length })}</p>
      )}
      <ul className="plain checks">
        {missing.map((what) => (
          <li key={what} className="check-line">
            <Icon name="warn" size={20} />
            <span>{t(`missing.${what}`, { n: standing.old })}</span>
            {what === "old" ? (
              <Link to={list_path(kinds.contacts, organisation)} className="link">
                {t("today.open_list")}
              </Link>
            ) : (
              can(me, what, "create") && (
                <Button size="xs" onClick={() => go(new_path(kinds[what], organisation))}>
                  {t(kinds[what].said.make)}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <Group gap="lg">
        {belongings
          .filter(({ name }) => standing.counts[name])
          .map((kind) => (
            <Link key={kind.name} to={list_path(kind, organisation)} className="link">
              {t(kind.said.count, { n: standing.counts[kind.name] ?? 0 })}
            </Link>
          ))}
      </Group>
    </Stack>
  );
}
