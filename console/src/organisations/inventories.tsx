import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Asset, Component, Inventory, Page } from "../api/types";
import { useList } from "../api/use_list";
import { Export } from "../parts/export";
import { Failed, Loading } from "../parts/page";
import { Time } from "../parts/said";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Differences } from "./differences";
import { SendInventory } from "./send_inventory";

/// What is installed on an asset, as its inventories told it one after the other.
export default function Inventories({ asset }: { asset: Asset }) {
  const { t } = useText();
  const client = useClient();
  const me = useMe();
  const [chosen, setChosen] = useState<string>();
  const list = useList<Inventory, Page<Inventory>>(asset.id, (after, signal) =>
    client.inventories(asset.id, { limit: 20, after }, signal),
  );
  if (!can(me, "inventories", "read")) return null;
  const shown = list.items.find(({ id }) => id === chosen) ?? list.items[0];
  return (
    <Paper withBorder p="lg" component="section">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("inventory.title")}
          </Title>
          {list.items.length > 0 && (
            <Export lists={[{ path: "/api/inventories", name: "inventories", query: { asset: asset.id } }]} />
          )}
        </Group>
        {can(me, "inventories", "create") && (
          <SendInventory
            asset={asset.id}
            sent={(one) => {
              setChosen(one.id);
              list.reload();
            }}
          />
        )}
        {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
        {list.items.length > 0 ? (
          <>
            <History items={list.items} chosen={shown?.id} choose={setChosen} />
            {list.next && (
              <Button variant="default" loading={list.loading} onClick={list.more}>
                {t("list.more")}
              </Button>
            )}
          </>
        ) : list.loading ? (
          <Loading rows={2} />
        ) : (
          list.error === undefined && (
            <Text c="dimmed" role="status">
              {t("inventory.none")}
            </Text>
          )
        )}
        {shown && <Differences key={`differences ${shown.id}`} inventory={shown.id} />}
        {shown && <Components key={shown.id} inventory={shown} />}
      </Stack>
    </Paper>
  );
}

function History(props: {
  items: readonly Inventory[];
  chosen: string | undefined;
  choose: (id: string) => void;
}) {
  const { t } = useText();
  return (
    <ul className="plain history" aria-label={t("inventory.history")}>
      {props.items.map((one) => (
        <li key={one.id} className="history-row">
          <button
            type="button"
            className="history-choice"
            aria-pressed={one.id === props.chosen}
            onClick={() => props.choose(one.id)}
          >
            <Time at={one.at} />
            <bdi dir="auto" className="history-name">
              {one.name}
            </bdi>
            <bdi dir="ltr" className="id">
              {one.format}
            </bdi>
            <span>{t("inventory.components", { n: one.components })}</span>
            {one.refused > 0 && (
              <span className="mark mark-warn">{t("inventory.refused", { n: one.refused })}</span>
            )}
          </button>
          <a href={`/api/inventories/${one.id}/file`} download className="link no-print">
            {t("inventory.file")}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Components({ inventory }: { inventory: Inventory }) {
  const { t } = useText();
  const client = useClient();
  const list = useList<Component, Page<Component>>(inventory.id, (after, signal) =>
    client.components(inventory.id, { limit: 100, after }, signal),
  );
  return (
    <section aria-label={t("inventory.list")}>
      <Title order={3} size="h5" mb="xs">
        <T k="inventory.list_at" at={<Time at={inventory.at} />} />
      </Title>
      {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
      {list.loading && list.items.length === 0 && <Loading rows={4} />}
      <ul className="plain components">
        {list.items.map((one, at) => (
          <li key={at}>
            <bdi dir="ltr">{one.name}</bdi> <ComponentVersion version={one.version} />
          </li>
        ))}
      </ul>
      {list.next && (
        <Button variant="default" mt="sm" loading={list.loading} onClick={list.more}>
          {t("list.more")}
        </Button>
      )}
    </section>
  );
}

export function ComponentVersion({ version }: { version: string | undefined }) {
  const { t } = useText();
  if (!version) return <span className="quiet">{t("inventory.no_version")}</span>;
  return (
    <bdi dir="ltr" className="id">
      {version}
    </bdi>
  );
}
