import { Button, Group, Paper, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useEffect, useMemo, useState } from "react";
import { accounts_of } from "../api/accounts";
import type { GivenGrant, Person } from "../api/accounts";
import type { Page as ListPage } from "../api/types";
import { useList } from "../api/use_list";
import { Export } from "../parts/export";
import { Icon } from "../parts/icons";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { go, Link, usePath, useSearch } from "../parts/route";
import { typed_dir } from "../parts/typed_dir";
import { can, useClient, useMe } from "../session/session";
import { useText } from "../text/text";
import { ScopeName } from "./places";
import { roles_by_person } from "./roles";
import { settings_pages } from "./settings_pages";

const person_path = (id: string) => `/settings/people/${id}`;
const most_pages = 5;

type AllGrants = ListPage<GivenGrant> & { is_all: boolean };

/// Of everybody, a few pages of them; undefined where there are more than that: half the roles would be a wrong answer.
function useRoles() {
  const { grants } = accounts_of(useClient());
  const load = async (signal: AbortSignal): Promise<AllGrants> => {
    const all: GivenGrant[] = [];
    let after: string | undefined;
    for (let page = 0; page < most_pages; page += 1) {
      const { items, next } = await grants({ limit: 200, after }, signal);
      all.push(...items);
      if (!next) return { items: all, next: null, is_all: true };
      after = next;
    }
    return { items: [], next: null, is_all: false };
  };
  const { items, first } = useList<GivenGrant, AllGrants>("grants", (_, signal) => load(signal), ["grants"]);
  return useMemo(() => (first?.is_all ? roles_by_person(items) : undefined), [items, first]);
}

/// Those who sign in, and which roles they have.
export default function People() {
  const { t } = useText();
  const me = useMe();
  const { people } = accounts_of(useClient());
  const q = new URLSearchParams(useSearch()).get("q") ?? "";
  const list = useList<Person, ListPage<Person>>(
    JSON.stringify({ name: "people", q }),
    (after, signal) => people({ q, limit: 50, after }, signal),
    ["people"],
  );
  const roles = useRoles();
  const may_add = can(me, "people", "create");
  const exported = [
    { path: "/api/people", name: "people", query: { q }, label: t("place.people") },
    ...(can(me, "grants", "read") ? [{ path: "/api/grants", name: "grants", label: t("person.roles") }] : []),
  ];
  const is_narrow = useMediaQuery("(max-width: 61.99em)", undefined, { getInitialValueInEffect: false });
  const Shown = is_narrow ? PersonCards : PersonRows;
  return (
    <Page
      title={t("people.title")}
      wide
      actions={
        may_add && (
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => go(person_path("new"))}>
            {t("person.new")}
          </Button>
        )
      }
    >
      <PageLinks pages={settings_pages} />
      <Stack gap="md">
        <Search q={q} />
        {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
        {list.items.length > 0 ? (
          <>
            <Group justify="space-between">
              <Text role="status" c="dimmed" size="sm">
                {t("person.count", { n: list.total ?? list.items.length })}
              </Text>
              <Export lists={exported} />
            </Group>
            <Shown items={list.items} roles={roles} />
            {list.next && (
              <Group justify="center" className="no-print">
                <Button variant="default" loading={list.loading} onClick={list.more}>
                  {t("list.more")}
                </Button>
              </Group>
            )}
          </>
        ) : list.loading ? (
          <Loading rows={6} />
        ) : (
          list.error === undefined && (
            <Paper withBorder p="xl" className="empty" role="status">
              <Icon name="people" size={40} />
              <p>{t("list.nothing_found")}</p>
            </Paper>
          )
        )}
      </Stack>
    </Page>
  );
}

function Search({ q }: { q: string }) {
  const { t } = useText();
  const path = usePath();
  const [typed, setTyped] = useState(q);
  const [settled] = useDebouncedValue(typed, 250);
  useEffect(() => {
    if (settled !== q) go(settled ? `${path}?${new URLSearchParams({ q: settled })}` : path, "replace");
  }, [settled]);
  return (
    <div className="search-one no-print" role="search">
      <TextInput
        type="search"
        label={t("person.find")}
        leftSection={<Icon name="search" size={16} />}
        attributes={typed_dir(typed)}
        value={typed}
        data-page-search
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}

interface ShownProps {
  items: readonly Person[];
  roles: ReturnType<typeof roles_by_person> | undefined;
}

/// The roles of somebody, each said once.
function Roles({ id, roles }: { id: string } & Pick<ShownProps, "roles">) {
  const { t } = useText();
  if (!roles) return null;
  const own = roles.get(id) ?? [];
  if (own.length === 0) return <span className="quiet">{t("person.no_role")}</span>;
  return (
    <span className="marks">
      {own.map((role) => (
        <span key={role} className="mark">
          {t(`role.${role}`)}
        </span>
      ))}
    </span>
  );
}

function Called({ person }: { person: Person }) {
  const { t } = useText();
  return (
    <>
      <Link to={person_path(person.id)} className="link row-name">
        <bdi dir="auto">{person.name}</bdi>
      </Link>{" "}
      {!person.active && <span className="mark mark-warn">{t("person.ended")}</span>}
    </>
  );
}

const Account = ({ account }: { account: string }) => (
  <bdi dir="ltr" className="id">
    {account}
  </bdi>
);

function PersonRows({ items, roles }: ShownProps) {
  const { t } = useText();
  return (
    <div className="sheet">
      <Table className="rows" highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("person.name")}</Table.Th>
            <Table.Th scope="col">{t("sign_in.account")}</Table.Th>
            {roles && <Table.Th scope="col">{t("person.roles")}</Table.Th>}
            <Table.Th scope="col">{t("person.where")}</Table.Th>
            <Table.Th scope="col">{t("shell.language")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Called person={person} />
              </Table.Td>
              <Table.Td>
                <Account account={person.account} />
              </Table.Td>
              {roles && (
                <Table.Td>
                  <Roles id={person.id} roles={roles} />
                </Table.Td>
              )}
              <Table.Td>
                <ScopeName id={person.scope} />
              </Table.Td>
              <Table.Td>{t(`language.${person.language}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function PersonCards({ items, roles }: ShownProps) {
  return (
    <ul className="cards">
      {items.map((person) => (
        <li key={person.id} className="card">
          <span>
            <Called person={person} />
          </span>
          <span className="card-facts">
            <Account account={person.account} />
            <ScopeName id={person.scope} />
          </span>
          <Roles id={person.id} roles={roles} />
        </li>
      ))}
    </ul>
  );
}
