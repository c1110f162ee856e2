import { Button, Group, NativeSelect, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { accounts_of } from "../api/accounts";
import type { Profile } from "../api/accounts";
import { languages } from "../api/types";
import type { Language } from "../api/types";
import { Failed } from "../parts/page";
import { Section } from "../parts/section";
import { typed_dir } from "../parts/typed_dir";
import { refused_fields } from "../accounts/refused";
import { useAction } from "../resource/use_action";
import { useClient, useMe, useSession } from "../session/session";
import { own_names } from "../text/catalogue";
import { useText } from "../text/text";

/// Name, language and digits. They go with the account, and this browser takes them at once.
export function AboutMe(props: { profile: Profile; read_again: () => void }) {
  const { t, choose_language, choose_digits } = useText();
  const { save_profile } = accounts_of(useClient());
  const { take } = useSession();
  const me = useMe();
  const { profile } = props;
  const [typed, setTyped] = useState({
    name: profile.name,
    language: profile.language,
    digits: profile.digits,
  });
  const [revision, setRevision] = useState(profile.revision);
  const [is_saved, setIsSaved] = useState(false);
  const { busy, error, run, settle } = useAction();
  const refused = refused_fields(error, { name_missing: "name" });
  const change = (part: Partial<typeof typed>) => {
    setIsSaved(false);
    settle();
    setTyped({ ...typed, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSaved(false);
    void run(
      async (key) =>
        setRevision((await save_profile({ ...typed, name: typed.name.trim() }, revision, key)).revision),
      () => {
        take({ ...me, person: { ...me.person, ...typed, name: typed.name.trim() } });
        choose_language(typed.language);
        choose_digits(typed.digits === "native" ? "arab" : "latn");
        setIsSaved(true);
      },
    );
  };
  return (
    <Section title={t("profile.about")}>
      <form onSubmit={submit} className="form-stack">
        <p className="quiet">{t("profile.about_hint")}</p>
        {error !== undefined && !refused.is_said && <Failed error={error} again={props.read_again} />}
        <div className="form-grid">
          <TextInput
            label={t("person.name")}
            value={typed.name}
            error={refused.of("name")}
            onChange={(event) => change({ name: event.currentTarget.value })}
            autoComplete="name"
            maxLength={200}
            attributes={typed_dir(typed.name)}
            required
          />
          <dl className="facts">
            <div>
              <dt>{t("sign_in.account")}</dt>
              <dd>
                <bdi dir="ltr" className="id">
                  {profile.account}
                </bdi>
              </dd>
            </div>
          </dl>
          <NativeSelect
            label={t("shell.language")}
            value={typed.language}
            onChange={(event) => change({ language: event.currentTarget.value as Language })}
            data={languages.map((one) => ({ value: one, label: own_names[one] }))}
          />
          <Radio.Group
            label={t("settings.digits")}
            description={t("profile.digits_hint")}
            value={typed.digits}
            onChange={(digits) => change({ digits: digits as Profile["digits"] })}
          >
            <div className="choices">
              <Radio value="latin" label={<bdi>0123456789</bdi>} />
              <Radio value="native" label={<bdi>٠١٢٣٤٥٦٧٨٩</bdi>} />
            </div>
          </Radio.Group>
        </div>
        <Group>
          <Button type="submit" loading={busy}>
            {t("save.do")}
          </Button>
          <span role="status" className="said-good">
            {is_saved && t("profile.saved")}
          </span>
        </Group>
      </form>
    </Section>
  );
}
