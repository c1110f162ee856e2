import { Alert, Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { Organisation, Sector } from "../api/types";
import { sectors } from "../api/types";
import { Icon } from "../parts/icons";
import { Failed, Loading, Page } from "../parts/page";
import { go, Link, useSearch } from "../parts/route";
import { typed_dir } from "../parts/typed_dir";
import { Name, Time } from "../parts/said";
import { can, useClient, useMe } from "../session/session";
import { name_in } from "../text/catalogue";
import { T, useText } from "../text/text";
import { kept_drafts } from "./draft";
import { Cards, Rows } from "./rows";
import { is_sort, sorts } from "./sorts";
import type { Sort } from "./sorts";
import { useList } from "../api/use_list";

interface Asked {
  q: string;
  sector: Sector | "";
  sort: Sort;
}

/// What is asked for stands in the address: it survives a reload, and a link to it can be sent.
function asked_in(search: string): Asked {
  const given = new URLSearchParams(search);
  const sector = given.get("sector") as Sector;
  const sort = given.get("sort") ?? "";
  return {
    q: given.get("q") ?? "",
    sector: sectors.includes(sector) ? sector : "",
    sort: is_sort(sort) ? sort : "name",
  };
}

function address_of({ q, sector, sort }: Asked): string {
  const pairs = Object.entries({ q, sector, sort: sort === "name" ? "" : sort }).filter(([, value]) => value);
  return "/organisations" + (pairs.length === 0 ? "" : "?" + new URLSearchParams(pairs));
}

export default function OrganisationList() {
  const { t, language } = useText();
  const me = useMe();
  const client = useClient();
  const asked = asked_in(useSearch());
  const list = useList<Organisation, Awaited<ReturnType<typeof client.organisations>>>(
    JSON.stringify({ ...asked, language }),
    (after, signal) => client.organisations({ ...asked, limit: 50, ...(after ? { after } : {}) }, signal),
  );
  const ask = (change: Partial<Asked>) => go(address_of({ ...asked, ...change }), "replace");
  const may_create = can(me, "organisations", "create");
  const is_filtered = asked.q !== "" || asked.sector !== "";
  return (
    <Page
      title={t("place.organisations")}
      wide
      actions={
        may_create && (
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => go("/organisations/new")}>
            {t("organisation.new")}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Drafts person={me.person.id} />
        <Filters asked={asked} ask={ask} />
        {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
        {list.items.length > 0 ? (
          <Found list={list} sort={asked.sort} ask={ask} />
        ) : list.loading ? (
          <Loading rows={8} />
        ) : (
          list.error === undefined && <Empty is_filtered={is_filtered} may_create={may_create} ask={ask} />
        )}
      </Stack>
    </Page>
  );
}

function Filters({ asked, ask }: { asked: Asked; ask: (change: Partial<Asked>) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(asked.q);
  const [settled] = useDebouncedValue(typed, 250);
  useEffect(() => {
    if (settled !== asked.q) ask({ q: settled });
  }, [settled]);
  useEffect(() => setTyped(asked.q), [asked.q]);
  return (
    <div className="filters no-print" role="search">
      <TextInput
        type="search"
        label={t("list.search")}
        leftSection={<Icon name="search" size={16} />}
        attributes={typed_dir(typed)}
        value={typed}
        data-page-search
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("organisation.sector")}
        value={asked.sector}
        onChange={(event) => ask({ sector: event.currentTarget.value as Sector | "" })}
        data={[
          { value: "", label: t("list.every_sector") },
          ...sectors.map((sector) => ({ value: sector, label: t(`sector.${sector}`) })),
        ]}
      />
      <NativeSelect
        label={t("list.sort")}
        value={asked.sort}
        onChange={(event) => ask({ sort: event.currentTarget.value as Sort })}
        data={sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
      />
    </div>
  );
}

interface FoundProps {
  list: ReturnType<
    typeof useList<Organisation, { items: Organisation[]; next: string | null; total?: number }>
  >;
  sort: Sort;
  ask: (change: Partial<Asked>) => void;
}

function Found({ list, sort, ask }: FoundProps) {
  const { t } = useText();
  const is_narrow = useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false });
  return (
    <>
      <Text role="status" c="dimmed" size="sm">
        {t("list.count", { n: list.total ?? list.items.length })}
      </Text>
      {is_narrow ? (
        <Cards items={list.items} />
      ) : (
        <Rows items={list.items} sort={sort} choose={(chosen) => ask({ sort: chosen })} />
      )}
      {list.next && (
        <Group justify="center" className="no-print">
          <Button variant="default" loading={list.loading} onClick={list.more}>
            {t("list.more")}
          </Button>
        </Group>
      )}
    </>
  );
}

/// An empty list says what to do first.
function Empty(props: { is_filtered: boolean; may_create: boolean; ask: (change: Partial<Asked>) => void }) {
  const { t } = useText();
  return (
    <Paper withBorder p="xl" className="empty" role="status">
      <Icon name="organisations" size={40} />
      {props.is_filtered ? (
        <>
          <p>{t("list.nothing_found")}</p>
          <Button variant="default" onClick={() => props.ask({ q: "", sector: "" })}>
            {t("list.show_all")}
          </Button>
        </>
      ) : (
        <>
          <p>{t("organisation.none")}</p>
          {props.may_create && (
            <Button onClick={() => go("/organisations/new")}>{t("organisation.new")}</Button>
          )}
        </>
      )}
    </Paper>
  );
}

function Drafts({ person }: { person: string }) {
  const { t, language } = useText();
  const drafts = kept_drafts(person);
  if (drafts.length === 0) return null;
  return (
    <Alert color="sea" title={t("draft.unsaved", { n: drafts.length })} className="no-print">
      <ul className="plain">
        {drafts.map(({ about, draft }) => {
          const { text } = name_in(draft.typed.names, language);
          return (
            <li key={about}>
              <Link
                to={about === "new" ? "/organisations/new" : `/organisations/${about}/edit`}
                className="link"
              >
                {text ? <Name names={draft.typed.names} /> : t("organisation.unnamed")}
              </Link>{" "}
              <span className="quiet">
                <T k="draft.typed_at" at={<Time at={draft.at} />} />
              </span>
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}
