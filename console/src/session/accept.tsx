import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useText } from "../text/text";
import { code_of, CodeInput, Refused, useEntry } from "./entry";
import { NewPassword, useNewPassword } from "./new_password";
import { SharedComputer } from "./shared_computer";

/// Who was invited chooses a password, and is in.
export function Accept(props: { secret: string; done: () => void; otherwise: () => void }) {
  const { t } = useText();
  const { busy, refusal, asks_code, enter } = useEntry(t("sign_in.link_refused"), props.done);
  const password = useNewPassword();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.check())
      void enter({ invitation: props.secret, password: password.value, ...code_of(code) });
  };
  // What the server says of a password stands beside it.
  const is_about_password = refusal?.code?.startsWith("password_") ?? false;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {!is_about_password && <Refused refusal={refusal} />}
        <Text>{t("accept.hint")}</Text>
        <NewPassword password={password} error={is_about_password ? refusal?.text : undefined} />
        {asks_code && <CodeInput value={code} change={setCode} />}
        <SharedComputer />
        <Button type="submit" loading={busy}>
          {t("accept.do")}
        </Button>
        <Button variant="subtle" onClick={props.otherwise}>
          {t("accept.otherwise")}
        </Button>
      </Stack>
    </form>
  );
}
