import { Button } from "@mantine/core";
import { useLoad } from "../api/use_load";
import { Failed, Loading, Page } from "../parts/page";
import { go, Link } from "../parts/route";
import { Facts } from "../resource/facts";
import { edit_path, title_of } from "../resource/kind";
import { can, useClient, useMe } from "../session/session";
import { useText } from "../text/text";
import { Belongings } from "./belongings";
import { organisations } from "./kinds";

/// One organisation, and what hangs on it.
export default function View({ id = "" }: { id?: string }) {
  const { t, language } = useText();
  const client = useClient();
  const me = useMe();
  const { value, error, reload } = useLoad(id, (signal) => client.item("organisations", id, signal));
  return (
    <Page
      title={value ? title_of(organisations, value, language) : t("organisation.title")}
      wide
      actions={
        can(me, "organisations", "edit") &&
        value && (
          <Button onClick={() => go(edit_path(organisations, "", id))}>{t("organisation.edit")}</Button>
        )
      }
    >
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : value ? (
        <>
          <Facts kind={organisations} item={value} />
          <Belongings organisation={id} />
        </>
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
