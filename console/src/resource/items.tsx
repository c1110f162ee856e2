import { Alert, Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Item } from "../api/types";
import { useList } from "../api/use_list";
import { Export } from "../parts/export";
import { Icon } from "../parts/icons";
import { Failed, Loading } from "../parts/page";
import { go, Link, usePath, useSearch } from "../parts/route";
import { Name, Time } from "../parts/said";
import { typed_dir } from "../parts/typed_dir";
import { can, useClient, useMe } from "../session/session";
import type { Key } from "../text/catalogue";
import { T, useText } from "../text/text";
import { asked_in, asks_nothing, query_of, search_of } from "./asked";
import type { Asked } from "./asked";
import { is_new, kept_drafts } from "./draft";
import type { Draft } from "./draft";
import type { Kind } from "./kind";
import { edit_path, has_owner, new_path, offered } from "./kind";
import { Cards, Rows } from "./rows";
import { text_in } from "./typed";

interface ItemsProps {
  kind: Kind;
  /// Of this organisation alone.
  owner?: string;
  /// What is to be known of a row.
  note?: (item: Item) => ReactNode;
  /// What can be done with a row; `changed` is called when the list is another one by that.
  beside?: (item: Item, changed: () => void) => ReactNode;
}

/// A list of items: drafts, search, filters, order, export, rows; an empty one says what to do first.
export function Items({ kind, owner, beside, note }: ItemsProps) {
  const { t, language } = useText();
  const me = useMe();
  const client = useClient();
  const path = usePath();
  const search = useSearch();
  const asked = asked_in(kind, search);
  const query = query_of(kind, asked, owner);
  const list = useList<Item, Awaited<ReturnType<typeof client.list>>>(
    JSON.stringify({ name: kind.name, query, language }),
    (after, signal) => client.list(kind.name, { ...query, limit: 50, after }, signal),
    [kind.name],
  );
  const ask = (change: Partial<Asked>) =>
    go(path + search_of(kind, search, { ...asked, ...change }), "replace");
  const may_create = can(me, kind.name, "create") && (owner !== undefined || !has_owner(kind));
  const is_all = asks_nothing(asked);
  const is_empty = is_all && !list.loading && list.error === undefined && list.items.length === 0;
  return (
    <Stack gap="md">
      <Drafts kind={kind} owner={owner} />
      {!is_empty && <Filters kind={kind} asked={asked} ask={ask} />}
      {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
      {list.items.length > 0 ? (
        <>
          <Group justify="space-between">
            <Text role="status" c="dimmed" size="sm">
              {t(kind.said.count, { n: list.total ?? list.items.length })}
            </Text>
            <Export lists={[{ path: `/api/${kind.name}`, name: kind.name, query }]} />
          </Group>
          <Found
            kind={kind}
            owner={owner}
            list={list}
            sort={asked.sort}
            ask={ask}
            beside={beside}
            note={note}
          />
        </>
      ) : list.loading ? (
        <Loading rows={owner ? 3 : 8} />
      ) : (
        list.error === undefined && (
          <Empty
            kind={kind}
            is_all={is_all}
            make={may_create ? new_path(kind, owner ?? "") : undefined}
            show_all={() => ask({ q: "", filters: asked_in(kind, "").filters })}
          />
        )
      )}
    </Stack>
  );
}

function Filters(props: { kind: Kind; asked: Asked; ask: (change: Partial<Asked>) => void }) {
  const { t } = useText();
  const { kind, asked, ask } = props;
  const me = useMe();
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
      {kind.filters.map(({ name, label, said, ...filter }) => (
        <NativeSelect
          key={name}
          label={t(label)}
          value={asked.filters[name] ?? ""}
          onChange={(event) => ask({ filters: { ...asked.filters, [name]: event.currentTarget.value } })}
          data={[
            { value: "", label: t("list.every") },
            ...offered(filter, me).map((choice) => ({ value: choice, label: t(said(choice)) })),
          ]}
        />
      ))}
      <NativeSelect
        label={t("list.sort")}
        value={asked.sort}
        onChange={(event) => ask({ sort: event.currentTarget.value })}
        data={kind.sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}` as Key) }))}
      />
    </div>
  );
}

function Found(
  props: Pick<ItemsProps, "kind"> & {
    owner: string | undefined;
    list: ReturnType<typeof useList<Item, { items: Item[]; next: string | null; total?: number }>>;
    sort: string;
    ask: (change: Partial<Asked>) => void;
    beside: ItemsProps["beside"] | undefined;
    note: ItemsProps["note"] | undefined;
  },
) {
  const { t } = useText();
  const is_narrow = useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false });
  const { kind, owner, list, beside } = props;
  const shown = {
    kind,
    items: list.items,
    columns: kind.columns.filter((name) => !(owner && name === "organisation")),
    note: props.note,
    beside: beside && ((item: Item) => beside(item, list.reload)),
  };
  return (
    <>
      {is_narrow ? (
        <Cards {...shown} />
      ) : (
        <Rows {...shown} sort={props.sort} choose={(sort) => props.ask({ sort })} />
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

/// An empty list says what it is for and what to do first.
function Empty(props: { kind: Kind; is_all: boolean; make: string | undefined; show_all: () => void }) {
  const { t } = useText();
  const { kind, make } = props;
  return (
    <Paper withBorder p="xl" className="empty" role="status">
      <Icon name={kind.icon} size={40} />
      {props.is_all ? (
        <>
          <p>{t(kind.said.none)}</p>
          {make && <Button onClick={() => go(make)}>{t(kind.said.make)}</Button>}
        </>
      ) : (
        <>
          <p>{t("list.nothing_found")}</p>
          <Button variant="default" onClick={props.show_all}>
            {t("list.show_all")}
          </Button>
        </>
      )}
    </Paper>
  );
}

function Drafts({ kind, owner }: { kind: Kind; owner: string | undefined }) {
  const { t } = useText();
  const drafts = kept_drafts(useMe().person.id, kind, owner);
  if (drafts.length === 0) return null;
  return (
    <Alert color="sea" title={t("draft.unsaved", { n: drafts.length })} className="no-print">
      <ul className="plain">
        {drafts.map(({ about, draft }) => {
          const of = text_in(draft.typed, "organisation");
          return (
            <li key={about}>
              <Link to={is_new(about) ? new_path(kind, of) : edit_path(kind, of, about)} className="link">
                <DraftName kind={kind} draft={draft} />
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

function DraftName({ kind, draft }: { kind: Kind; draft: Draft }) {
  const { t } = useText();
  if (kind.called === "names") {
    const name = (language: string) => text_in(draft.typed, `names.${language}`);
    return <Name names={{ en: name("en"), fr: name("fr"), ar: name("ar") }} />;
  }
  const called = text_in(draft.typed, kind.called);
  return called ? <bdi dir="auto">{called}</bdi> : <>{t("organisation.unnamed")}</>;
}
