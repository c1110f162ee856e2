import { Button, Paper } from "@mantine/core";
import { useLoad } from "../api/use_load";
import type { Organisation } from "../api/types";
import { Failed, Loading, Page } from "../parts/page";
import { go, Link } from "../parts/route";
import { Id } from "../parts/said";
import { can, useClient, useMe } from "../session/session";
import { name_in } from "../text/catalogue";
import { useText } from "../text/text";
import { slot_labels, slots } from "./fields";
import { ParentName, SlotValue } from "./values";

/// One organisation; what hangs on it (contacts, networks, assets) gets its own part of this page.
export default function View({ id = "" }: { id?: string }) {
  const { t, language } = useText();
  const client = useClient();
  const me = useMe();
  const { value, error, reload } = useLoad(id, (signal) => client.organisation(id, signal));
  const title = value ? name_in(value.names, language).text : t("organisation.title");
  return (
    <Page
      title={title}
      actions={
        can(me, "organisations", "edit") &&
        value && <Button onClick={() => go(`/organisations/${id}/edit`)}>{t("organisation.edit")}</Button>
      }
    >
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : value ? (
        <Known organisation={value} />
      ) : (
        <Loading rows={6} />
      )}
      <p className="no-print">
        <Link to="/organisations" className="link">
          {t("organisation.all")}
        </Link>
      </p>
    </Page>
  );
}

function Known({ organisation }: { organisation: Organisation }) {
  const { t } = useText();
  return (
    <Paper withBorder p="lg" mb="md">
      <dl className="facts">
        {slots.map((slot) => (
          <div key={slot}>
            <dt>{t(slot_labels[slot])}</dt>
            <dd>
              {slot === "parent" && organisation.parent ? (
                <ParentName id={organisation.parent} linked />
              ) : (
                <SlotValue slot={slot} fields={organisation} />
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("id")}</dt>
          <dd>
            <Id id={organisation.id} />
          </dd>
        </div>
      </dl>
    </Paper>
  );
}
