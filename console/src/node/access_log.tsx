import { Button, Group, NativeSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { accounts_of } from "../api/accounts";
import { log_kinds, node_of } from "../api/node";
import type { LogKind, LogRow } from "../api/node";
import type { Page as ListPage } from "../api/types";
import { useList } from "../api/use_list";
import { useLoad } from "../api/use_load";
import { usePersonNames } from "../accounts/person_names";
import { iso_day } from "../parts/civil";
import { Export } from "../parts/export";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { go, usePath, useSearch } from "../parts/route";
import { typed_dir } from "../parts/typed_dir";
import { useClient } from "../session/session";
import { useText } from "../text/text";
import { ledger_pages } from "./ledger_pages";
import { LogLine } from "./log_line";

interface Asked {
  kind: string;
  day: string;
  person: string;
}

function asked_in(search: string): Asked {
  const given = new URLSearchParams(search);
  const kind = given.get("kind") ?? "";
  return {
    kind: (log_kinds as readonly string[]).includes(kind) ? kind : "",
    day: given.get("day") ?? "",
    person: given.get("person") ?? "",
  };
}

/// Who was told of whom, who signed in, what was refused: for those who check it.
export default function AccessLog() {
  const { t } = useText();
  const { log } = node_of(useClient());
  const path = usePath();
  const asked = asked_in(useSearch());
  const list = useList<LogRow, ListPage<LogRow>>(
    JSON.stringify({ name: "access_log", ...asked }),
    (after, signal) => log({ ...asked, limit: 50, after }, signal),
  );
  const names = usePersonNames(
    list.items.flatMap(({ kind, item }) => (kind === "credential" && item ? [item] : [])),
  );
  const ask = (change: Partial<Asked>) => {
    const now = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...asked, ...change })) if (value) now.set(name, value);
    go(now.size > 0 ? `${path}?${now}` : path, "replace");
  };
  return (
    <Page title={t("log.title")} wide>
      <PageLinks pages={ledger_pages} />
      <Stack gap="md">
        <Text maw="70ch">{t("log.hint")}</Text>
        <Filters asked={asked} ask={ask} />
        {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
        {list.items.length > 0 ? (
          <>
            <Group justify="flex-end">
              <Export lists={[{ path: "/api/access-log", name: "access_log", query: { ...asked } }]} />
            </Group>
            <ol className="plain log">
              {list.items.map((row) => (
                <LogLine key={row.index} row={row} names={names} />
              ))}
            </ol>
          </>
        ) : list.loading ? (
          <Loading rows={8} />
        ) : (
          list.error === undefined && <p role="status">{t("log.empty")}</p>
        )}
        {list.next && (
          <Group justify="center" className="no-print">
            <Button variant="default" loading={list.loading} onClick={list.more}>
              {t("list.more")}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  );
}

function Filters(props: { asked: Asked; ask: (change: Partial<Asked>) => void }) {
  const { t } = useText();
  const { asked, ask } = props;
  return (
    <div className="filters no-print" role="search">
      <PersonFilter value={asked.person} change={(person) => ask({ person })} />
      <NativeSelect
        label={t("log.kind")}
        value={asked.kind}
        onChange={(event) => ask({ kind: event.currentTarget.value })}
        data={[
          { value: "", label: t("list.every") },
          ...log_kinds.map((kind: LogKind) => ({ value: kind, label: t(`log_kind.${kind}`) })),
        ]}
      />
      <TextInput
        type="date"
        label={t("log.day")}
        value={asked.day}
        max={iso_day(new Date())}
        onChange={(event) => ask({ day: event.currentTarget.value })}
      />
    </div>
  );
}

/// Somebody, found by a part of account or name.
function PersonFilter(props: { value: string; change: (person: string) => void }) {
  const { t } = useText();
  const { people } = accounts_of(useClient());
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const chosen = usePersonNames(props.value ? [props.value] : []).get(props.value);
  const q = asked === chosen ? "" : asked;
  const { value } = useLoad(q, (signal) => people({ q, limit: 20 }, signal));
  const offered = (value?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const all =
    chosen && !offered.some((one) => one.value === props.value)
      ? [{ value: props.value, label: chosen }, ...offered]
      : offered;
  return (
    <Select
      label={t("log.person")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("list.show_all") }}
      nothingFoundMessage={t("palette.nothing")}
      filter={({ options }) => options}
      attributes={typed_dir(typed)}
      data={all}
      value={props.value || null}
      onChange={(person) => props.change(person ?? "")}
      onSearchChange={setTyped}
    />
  );
}
