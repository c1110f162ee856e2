import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { Logo } from "../parts/icons";
import { go, match } from "../parts/route";
import { LanguageSwitch, SchemeSwitch } from "../shell/switches";
import { useText } from "../text/text";
import { Accept } from "./accept";
import { code_of, CodeInput, Refused, useEntry } from "./entry";
import { SharedComputer } from "./shared_computer";
import { SignInForm } from "./sign_in_form";

/// What stands in the middle of an otherwise empty page.
export function Gate(props: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Manara`;
  }, [props.title]);
  return (
    <div className="gate">
      <main className="gate-main">
        <Logo size={56} />
        <Paper withBorder radius="md" p="xl" className="gate-paper">
          <Title order={1} size="h3" mb="md">
            {props.title}
          </Title>
          {props.children}
        </Paper>
        <div className="gate-switches">
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
      </main>
    </div>
  );
}

/// A link that somebody comes in by once.
export interface EntryLink {
  purpose: "sign_in" | "invitation";
  secret: string;
}

/// The link that the address holds, taken out of it: a look over the shoulder or the history would find it.
export function take_link(): EntryLink | undefined {
  const { pathname } = location;
  if (!/^\/(sign-in|invitation)(\/|$)/.test(pathname)) return undefined;
  go("/", "replace");
  const invited = match("/invitation/:secret", pathname)?.["secret"];
  if (invited) return { purpose: "invitation", secret: invited };
  const secret = match("/sign-in/:secret", pathname)?.["secret"];
  return secret ? { purpose: "sign_in", secret } : undefined;
}

export function SignInPage(props: { link?: EntryLink | undefined; done: () => void }) {
  const { t } = useText();
  const [with_password, setWithPassword] = useState(!props.link);
  const { link, done } = props;
  const otherwise = () => setWithPassword(true);
  if (!link || with_password)
    return (
      <Gate title={t("sign_in.title")}>
        <SignInForm done={done} />
      </Gate>
    );
  if (link.purpose === "invitation")
    return (
      <Gate title={t("accept.title")}>
        <Accept secret={link.secret} done={done} otherwise={otherwise} />
      </Gate>
    );
  return (
    <Gate title={t("sign_in.title")}>
      <ByLink link={link.secret} done={done} otherwise={otherwise} />
    </Gate>
  );
}

/// A link is used up by a click and not by being opened: mail scanners open links too.
function ByLink(props: { link: string; done: () => void; otherwise: () => void }) {
  const { t } = useText();
  const { busy, refusal, asks_code, enter } = useEntry(t("sign_in.link_refused"), props.done);
  const [code, setCode] = useState("");
  const use = (event: FormEvent) => {
    event.preventDefault();
    void enter({ link: props.link, ...code_of(code) });
  };
  return (
    <form onSubmit={use}>
      <Stack gap="md">
        <Refused refusal={refusal} />
        <Text>{t("sign_in.link_hint")}</Text>
        {asks_code && <CodeInput value={code} change={setCode} />}
        <SharedComputer />
        <Button type="submit" loading={busy} autoFocus>
          {t("sign_in.do")}
        </Button>
        <Button variant="subtle" onClick={props.otherwise}>
          {t("sign_in.with_password")}
        </Button>
      </Stack>
    </form>
  );
}
