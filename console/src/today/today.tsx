import { Loading, Page } from "../parts/page";
import { useLoad } from "../api/use_load";
import { useClient, useMe } from "../session/session";
import type { Organisation } from "../api/types";
import { T, useText } from "../text/text";
import { NationActions, Nation } from "./nation";
import { Officer } from "./officer";
import { own_organisations } from "./own";

/// The first page: what is known, what to do first. It shows no number that nobody measured.
export default function Today() {
  const { t } = useText();
  const client = useClient();
  const me = useMe();
  const own = own_organisations(me);
  // An officer's role may be given for the whole nation: that is no organisation.
  const { value, loading } = useLoad(JSON.stringify(own ?? null), async (signal) => {
    const asked = (own ?? []).map((id) => client.item("organisations", id, signal).catch(() => undefined));
    return (await Promise.all(asked)).filter((one): one is Organisation => one !== undefined);
  });
  const is_officer = own !== undefined && (value?.length ?? 0) > 0;
  const is_asking = own !== undefined && !value && loading;
  return (
    <Page title={t("place.today")} wide actions={!is_asking && !is_officer && <NationActions />}>
      <p className="hello">
        <T k="today.hello" name={<bdi>{me.person.name}</bdi>} />
      </p>
      {is_asking ? <Loading rows={4} /> : is_officer ? <Officer organisations={value ?? []} /> : <Nation />}
    </Page>
  );
}
