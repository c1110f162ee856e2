import { Button } from "@mantine/core";
import { lazy } from "react";
import { useLoad } from "../api/use_load";
import type { Asset, Contact, Item } from "../api/types";
import { Failed, Loading, Page } from "../parts/page";
import { go } from "../parts/route";
import { Facts } from "../resource/facts";
import type { Kind } from "../resource/kind";
import { edit_path, list_path, title_of } from "../resource/kind";
import { OrganisationName } from "../resource/organisation_names";
import { Remove } from "../resource/remove";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import type { belongings } from "./kinds";
import { kinds } from "./kinds";
import { VerifiedToday } from "./verified_today";

const Inventories = lazy(() => import("./inventories"));

/// One contact, network or asset of an organisation.
export default function Thing(props: {
  kind: (typeof belongings)[number]["name"];
  owner?: string;
  id?: string;
}) {
  const { t, language } = useText();
  const client = useClient();
  const { owner = "", id = "" } = props;
  const kind = kinds[props.kind];
  const { value, error, reload } = useLoad<Item>(id, (signal) => client.item(kind.name, id, signal));
  return (
    <Page
      title={value ? title_of(kind, value, language) : t(kind.said.one)}
      actions={value && <Actions kind={kind} owner={owner} item={value} changed={reload} />}
    >
      <p className="page-of">
        <T k="thing.of" organisation={<OrganisationName id={owner} linked />} />
      </p>
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : value ? (
        <>
          <Facts kind={kind} item={value} />
          {kind.name === "assets" && <Inventories asset={value as Asset} />}
        </>
      ) : (
        <Loading rows={6} />
      )}
    </Page>
  );
}

function Actions(props: { kind: Kind; owner: string; item: Item; changed: () => void }) {
  const { t } = useText();
  const me = useMe();
  const { kind, owner, item } = props;
  return (
    <>
      {kind.name === "contacts" && can(me, kind.name, "edit") && (
        <VerifiedToday contact={item as Contact} changed={props.changed} />
      )}
      {can(me, kind.name, "edit") && (
        <Button onClick={() => go(edit_path(kind, owner, item.id))}>{t(kind.said.edit)}</Button>
      )}
      {can(me, kind.name, "remove") && (
        <Remove kind={kind} item={item} removed={() => go(list_path(kind, owner), "replace")} />
      )}
    </>
  );
}
