import { Alert, Button, Group, NativeSelect, Paper, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { accounts_of } from "../api/accounts";
import type { Person, PersonFields } from "../api/accounts";
import { Refusal } from "../api/client";
import { languages } from "../api/types";
import type { Language } from "../api/types";
import { useLoad } from "../api/use_load";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { go } from "../parts/route";
import { typed_dir } from "../parts/typed_dir";
import { useAction } from "../resource/use_action";
import { useClient, useMe } from "../session/session";
import { own_names } from "../text/catalogue";
import { useText } from "../text/text";
import { own_places, PlaceField } from "./places";
import { refused_fields } from "./refused";
import { settings_pages } from "./settings_pages";

/// Somebody new, or other facts about somebody.
export default function PersonEdit(props: { id?: string }) {
  const { t } = useText();
  const { person } = accounts_of(useClient());
  const { id } = props;
  const { value, error, reload } = useLoad(id ?? "new", async (signal) =>
    id ? await person(id, signal) : undefined,
  );
  return (
    <Page title={t(id ? "person.edit" : "person.new")}>
      <PageLinks pages={settings_pages} />
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : id && !value ? (
        <Loading rows={4} />
      ) : (
        <PersonForm key={value?.revision} person={value} read_again={reload} />
      )}
    </Page>
  );
}

function PersonForm({ person, read_again }: { person: Person | undefined; read_again: () => void }) {
  const { t, language } = useText();
  const accounts = accounts_of(useClient());
  const places = own_places(useMe(), ["administrator"]);
  const [typed, setTyped] = useState<PersonFields>(
    person ?? { account: "", name: "", language, scope: places[0]?.id ?? "" },
  );
  const { busy, error, run, settle } = useAction();
  const [made, setMade] = useState<Person>();
  const change = (part: Partial<PersonFields>) => {
    settle();
    setTyped({ ...typed, ...part });
  };
  const refused = refused_fields(error, {
    account_malformed: "account",
    account_taken: "account",
    name_missing: "name",
  });
  const is_conflict = error instanceof Refusal && error.problem.status === 412;
  const leave = (id: string | undefined) => go(`/settings/people${id ? `/${id}` : ""}`, "replace");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    let saved = made;
    void run(
      async (key) => {
        const body = { ...typed, account: typed.account.trim().toLowerCase(), name: typed.name.trim() };
        saved = person
          ? await accounts.change_person({ ...person, ...body }, key)
          : await accounts.add_person(body, key);
        setMade(saved);
      },
      () => leave(saved?.id),
    );
  };
  return (
    <form onSubmit={submit}>
      <Paper withBorder p="lg">
        <Stack gap="md">
          {is_conflict ? (
            <Alert color="orange" role="alert" title={t("conflict.title")}>
              <Button variant="default" size="xs" onClick={read_again}>
                {t("person.read_again")}
              </Button>
            </Alert>
          ) : (
            error !== undefined && !refused.is_said && <Failed error={error} />
          )}
          <div className="form-grid">
            <TextInput
              label={t("person.name")}
              value={typed.name}
              error={refused.of("name")}
              onChange={(event) => change({ name: event.currentTarget.value })}
              autoComplete="off"
              maxLength={200}
              attributes={typed_dir(typed.name)}
              required
            />
            <TextInput
              label={t("sign_in.account")}
              description={t("person.account_hint")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={typed.account}
              error={refused.of("account")}
              onChange={(event) => change({ account: event.currentTarget.value })}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              attributes={typed_dir(typed.account)}
              required
            />
            <NativeSelect
              label={t("shell.language")}
              description={t("person.language_hint")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={typed.language}
              onChange={(event) => change({ language: event.currentTarget.value as Language })}
              data={languages.map((one) => ({ value: one, label: own_names[one] }))}
            />
            <PlaceField
              label={t("person.where")}
              hint={t("person.where_hint")}
              value={typed.scope}
              error={refused.of("scope")}
              change={(scope) => change({ scope })}
              with_roles={["administrator"]}
            />
          </div>
          <Group>
            <Button type="submit" loading={busy} disabled={typed.scope === ""}>
              {t("save.do")}
            </Button>
            <Button variant="default" onClick={() => leave(person?.id)}>
              {t("save.cancel")}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </form>
  );
}
