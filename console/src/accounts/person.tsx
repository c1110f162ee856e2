import { Button, Paper, Stack } from "@mantine/core";
import { accounts_of } from "../api/accounts";
import type { Person } from "../api/accounts";
import { useLoad } from "../api/use_load";
import { Asking } from "../parts/asking";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { go } from "../parts/route";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Grants } from "./grants";
import { Links } from "./links";
import { ScopeName } from "./places";
import { Sessions } from "./sessions";
import { settings_pages } from "./settings_pages";
import { Tokens } from "./tokens";

/// Somebody: who they are, what they may, how they come in.
export default function OnePerson(props: { id: string }) {
  const { t } = useText();
  const { person } = accounts_of(useClient());
  const { value, error, reload } = useLoad(props.id, (signal) => person(props.id, signal));
  return (
    <Page
      title={value?.name ?? t("people.title")}
      actions={value && <Actions person={value} changed={reload} />}
    >
      <PageLinks pages={settings_pages} />
      {error !== undefined && <Failed error={error} again={reload} />}
      {value ? <About person={value} /> : error === undefined && <Loading rows={6} />}
    </Page>
  );
}

function Actions({ person, changed }: { person: Person; changed: () => void }) {
  const { t } = useText();
  const me = useMe();
  const accounts = accounts_of(useClient());
  if (!can(me, "people", "edit")) return null;
  const name = <bdi>{person.name}</bdi>;
  const save = (active: boolean) => (key: string) => accounts.change_person({ ...person, active }, key);
  return (
    <>
      <Button variant="default" onClick={() => go(`/settings/people/${person.id}/edit`)}>
        {t("edit.do")}
      </Button>
      {person.active ? (
        person.id !== me.person.id && (
          <Asking
            label={t("person.deactivate")}
            title={t("person.deactivate")}
            what={<T k="person.deactivate_asks" name={name} />}
            act={save(false)}
            done={changed}
          />
        )
      ) : (
        <Asking
          label={t("person.reactivate")}
          title={t("person.reactivate")}
          what={<T k="person.reactivate_asks" name={name} />}
          act={save(true)}
          done={changed}
        />
      )}
    </>
  );
}

function About({ person }: { person: Person }) {
  const { t } = useText();
  const me = useMe();
  return (
    <Stack gap="lg">
      <Paper withBorder p="lg">
        <dl className="facts">
          <div>
            <dt>{t("sign_in.account")}</dt>
            <dd>
              <bdi dir="ltr" className="id id-whole">
                {person.account}
              </bdi>
            </dd>
          </div>
          <div>
            <dt>{t("person.where")}</dt>
            <dd>
              <ScopeName id={person.scope} />
            </dd>
          </div>
          <div>
            <dt>{t("shell.language")}</dt>
            <dd>{t(`language.${person.language}`)}</dd>
          </div>
          <div>
            <dt>{t("person.state")}</dt>
            <dd>
              <span className={person.active ? "mark mark-good" : "mark mark-warn"}>
                {t(person.active ? "person.active" : "person.ended")}
              </span>
            </dd>
          </div>
        </dl>
      </Paper>
      <Grants person={person} />
      {can(me, "invitations", "read") && <Links person={person} />}
      {can(me, "sessions", "read") && <Sessions person={person} />}
      {can(me, "tokens", "read") && <Tokens person={person} />}
    </Stack>
  );
}
