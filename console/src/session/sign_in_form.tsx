import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { LineLost, Refusal } from "../api/client";
import { typed_dir } from "../parts/typed_dir";
import { keep, kept } from "../parts/kept";
import { latin_digits } from "../text/catalogue";
import { useText } from "../text/text";
import { useSession } from "./session";
import { SharedComputer } from "./shared_computer";

/// Account, password and code: for the page of those who come, and in place for those whose session has ended.
export function SignInForm(props: { done?: () => void }) {
  const { t } = useText();
  const { sign_in } = useSession();
  const [account, setAccount] = useState(kept("account") ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused(undefined);
    const digits = latin_digits(code).replace(/\s/g, "");
    try {
      await sign_in({ account: account.trim(), password, ...(digits ? { code: digits } : {}) });
      keep("account", account.trim());
      props.done?.();
    } catch (error) {
      if (error instanceof LineLost) setRefused(t("line.no_answer"));
      else setRefused((error instanceof Refusal && error.problem.detail) || t("sign_in.refused"));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {refused && (
          <Alert color="red" role="alert">
            {refused}
          </Alert>
        )}
        <TextInput
          label={t("sign_in.account")}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          attributes={typed_dir(account)}
          required
          data-autofocus={!account || undefined}
        />
        <PasswordInput
          label={t("sign_in.password")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password"), tabIndex: 0 }}
          required
          data-autofocus={!!account || undefined}
        />
        <TextInput
          label={t("sign_in.code")}
          description={t("sign_in.code_hint")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={32}
          attributes={typed_dir(code)}
        />
        <SharedComputer />
        <Button type="submit" loading={busy}>
          {t("sign_in.do")}
        </Button>
      </Stack>
    </form>
  );
}
