// The three lists of an organisation: whom to reach, which addresses, which machines.
import { Button, Group, Stack, Tabs, VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import type { ReactNode } from "react";
import type { Contact, Item, Network, Overlap } from "../api/types";
import { useLoad } from "../api/use_load";
import { iso_day } from "../parts/civil";
import { Icon } from "../parts/icons";
import { go, Link, usePath, useSearch } from "../parts/route";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Items } from "../resource/items";
import type { Kind } from "../resource/kind";
import { edit_path, new_path } from "../resource/kind";
import { OrganisationName } from "../resource/organisation_names";
import { Called } from "../resource/rows";
import { belongings, networks } from "./kinds";
import { all_overlaps, overlaps_by_network } from "./overlaps";
import { VerifiedToday } from "./verified_today";

/// Tabs whose choice stands in the address.
export function Belongings({ organisation }: { organisation: string }) {
  const { t } = useText();
  const me = useMe();
  const path = usePath();
  const search = useSearch();
  const seen = belongings.filter(({ name }) => can(me, name, "read"));
  const wanted = new URLSearchParams(search).get("show");
  const shown = seen.find(({ name }) => name === wanted) ?? seen[0];
  if (!shown) return null;
  return (
    <Tabs
      value={shown.name}
      onChange={(name) => go(`${path}?show=${name ?? ""}`, "replace")}
      keepMounted={false}
      className="belongings"
    >
      <Tabs.List mb="md" aria-label={t("thing.belongings")}>
        {seen.map(({ name, said, icon }) => (
          <Tabs.Tab key={name} value={name} leftSection={<Icon name={icon} size={18} />}>
            {t(said.all)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {seen.map((kind) => (
        <Tabs.Panel key={kind.name} value={kind.name}>
          <Stack gap="md">
            {can(me, kind.name, "create") && (
              <Group className="no-print">
                <Button
                  leftSection={<Icon name="plus" size={18} />}
                  onClick={() => go(new_path(kind, organisation))}
                >
                  {t(kind.said.make)}
                </Button>
              </Group>
            )}
            <Belonging kind={kind} organisation={organisation} />
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Belonging({ kind, organisation }: { kind: Kind; organisation: string }) {
  const may_edit = can(useMe(), kind.name, "edit");
  if (kind.name === "networks") return <Networks organisation={organisation} may_edit={may_edit} />;
  const beside = (item: Item, changed: () => void) => (
    <Group gap="xs" wrap="nowrap">
      {kind.name === "contacts" && <VerifiedToday contact={item as Contact} changed={changed} />}
      <EditLink kind={kind} organisation={organisation} item={item} />
    </Group>
  );
  return <Items kind={kind} owner={organisation} {...(may_edit ? { beside } : {})} />;
}

function EditLink({ kind, organisation, item }: { kind: Kind; organisation: string; item: Item }) {
  const { t } = useText();
  return (
    <Link to={edit_path(kind, organisation, item.id)} className="link">
      {t("edit.do")}
      <VisuallyHidden>
        {" "}
        <Called kind={kind} item={item} />
      </VisuallyHidden>
    </Link>
  );
}

function Networks({ organisation, may_edit }: { organisation: string; may_edit: boolean }) {
  const client = useClient();
  const { value } = useLoad(organisation, (signal) => all_overlaps(client, organisation, signal));
  const overlaps = useMemo(() => overlaps_by_network(organisation, value ?? []), [organisation, value]);
  return (
    <Items
      kind={networks}
      owner={organisation}
      note={(item) => standing_of(item as Network, overlaps.get(item.id) ?? [])}
      {...(may_edit
        ? { beside: (item: Item) => <EditLink kind={networks} organisation={organisation} item={item} /> }
        : {})}
    />
  );
}

/// Whether it is still theirs, and who else claims a part of it; nothing where there is nothing to say.
function standing_of(network: Network, overlaps: Overlap["a"][]): ReactNode {
  const has_ended = network.until !== undefined && network.until < iso_day(new Date());
  if (!has_ended && overlaps.length === 0) return null;
  return (
    <>
      {has_ended && <Ended />}
      {overlaps.map((other) => (
        <span key={other.id} className="mark mark-warn">
          <T
            k="network.overlaps"
            value={<bdi dir="ltr">{other.value}</bdi>}
            organisation={<OrganisationName id={other.organisation} linked />}
          />
        </span>
      ))}
    </>
  );
}

function Ended() {
  const { t } = useText();
  return <span className="mark">{t("network.ended")}</span>;
}
