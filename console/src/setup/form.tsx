import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { Refusal } from "../api/client";
import { languages } from "../api/types";
import type { Language } from "../api/types";
import { useReason } from "../parts/page";
import { typed_dir } from "../parts/typed_dir";
import { NewPassword, useNewPassword } from "../session/new_password";
import { directions, own_names } from "../text/catalogue";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { hosts_of, make_node, refusals_of } from "./setup_api";
import type { RecoverySheet } from "./setup_api";

interface Typed {
  code: string;
  nation: string;
  en: string;
  fr: string;
  ar: string;
  account: string;
  name: string;
  hosts: string;
}

/// The name of a code's nation in the reader's language; "" for a code that none has.
function nation_name(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(code) || code === "XX") return "";
  const name = new Intl.DisplayNames([language], { type: "region", fallback: "none" }).of(code);
  return name ?? "";
}

export function SetupForm(props: { code: string; sectors: string[]; done: (sheet: RecoverySheet) => void }) {
  const { t, language, choose_language } = useText();
  const [typed, setTyped] = useState<Typed>({
    code: props.code,
    nation: "",
    en: "",
    fr: "",
    ar: "",
    account: "administrator",
    name: "",
    hosts: "",
  });
  const [sectors, setSectors] = useState<string[]>([]);
  const password = useNewPassword();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const refused = error instanceof Refusal ? refusals_of(error.problem) : new Map<string, string>();
  const said = useReason(error);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password.check()) return;
    setBusy(true);
    setError(undefined);
    const names = Object.fromEntries(
      languages.map((one) => [one, typed[one].trim()]).filter(([, name]) => name !== ""),
    );
    try {
      const sheet = await make_node(language, {
        code: typed.code.trim(),
        language,
        nation: typed.nation.trim().toUpperCase(),
        names,
        sectors,
        account: typed.account.trim(),
        name: typed.name.trim(),
        password: password.value,
        hosts: hosts_of(typed.hosts),
      });
      props.done(sheet);
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  const field = (name: keyof Typed, label: Key, more: { hint?: Key; error?: string | undefined } = {}) => ({
    label: t(label),
    description: more.hint && t(more.hint),
    value: typed[name],
    error: more.error ?? refused.get(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
    attributes: typed_dir(typed[name]),
  });
  const plain = { autoCapitalize: "none", spellCheck: false, autoComplete: "off" } as const;
  const nation = nation_name(typed.nation.trim().toUpperCase(), language);

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text>{t("setup.hint")}</Text>
        {error !== undefined && refused.size === 0 && (
          <Alert color="red" role="alert">
            {said}
          </Alert>
        )}
        <NativeSelect
          label={t("shell.language")}
          value={language}
          onChange={(event) => choose_language(event.currentTarget.value as Language)}
          data={languages.map((one) => ({ value: one, label: own_names[one] }))}
        />
        <TextInput {...field("code", "setup.code", { hint: "setup.code_hint" })} {...plain} required />
        <TextInput
          {...field("nation", "setup.nation", { hint: "setup.nation_hint" })}
          {...plain}
          maxLength={2}
          required
          inputWrapperOrder={["label", "description", "input", "error"]}
          rightSection={nation ? <bdi>{nation}</bdi> : undefined}
          rightSectionWidth="60%"
          rightSectionPointerEvents="none"
        />
        <Fieldset legend={t("setup.names")}>
          <Stack gap="xs">
            {languages.map((one) => (
              <TextInput
                key={one}
                label={own_names[one]}
                lang={one}
                value={typed[one]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setTyped((before) => ({ ...before, [one]: value }));
                }}
                attributes={typed_dir(typed[one], directions[one])}
              />
            ))}
            {refused.has("names") && (
              <Text c="red" size="sm" role="alert">
                {refused.get("names")}
              </Text>
            )}
          </Stack>
        </Fieldset>
        <Checkbox.Group
          label={t("setup.sectors")}
          description={t("setup.sectors_hint")}
          value={sectors}
          onChange={setSectors}
          error={refused.get("sectors")}
        >
          <Group gap="xs" mt="xs" className="setup-sectors">
            {props.sectors.map((one) => (
              <Checkbox key={one} value={one} label={t(`sector.${one}` as Key)} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextInput {...field("account", "setup.account")} {...plain} autoComplete="username" required />
        <TextInput {...field("name", "setup.name")} autoComplete="name" />
        <NewPassword password={password} error={refused.get("password")} />
        <TextInput {...field("hosts", "setup.hosts", { hint: "setup.hosts_hint" })} {...plain} />
        <Button type="submit" loading={busy}>
          {t("setup.do")}
        </Button>
      </Stack>
    </form>
  );
}
