import { Alert, Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { LineLost, Refusal } from "../api/client";
import { Logo } from "../parts/icons";
import { go, match } from "../parts/route";
import { LanguageSwitch, SchemeSwitch } from "../shell/switches";
import { useText } from "../text/text";
import { useSession } from "./session";
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

/// The one-time link that the address holds, taken out of it: a look over the shoulder or the history would find it.
export function take_link(): string | undefined {
  const link = match("/sign-in/:link", location.pathname)?.["link"];
  if (location.pathname.startsWith("/sign-in")) go("/", "replace");
  return link;
}

export function SignInPage(props: { link?: string | undefined; done: () => void }) {
  const { t } = useText();
  const [with_password, setWithPassword] = useState(!props.link);
  return (
    <Gate title={t("sign_in.title")}>
      {with_password ? (
        <SignInForm done={props.done} />
      ) : (
        <ByLink link={props.link ?? ""} done={props.done} otherwise={() => setWithPassword(true)} />
      )}
    </Gate>
  );
}

/// A link is used up by a click and not by being opened: mail scanners open links too.
function ByLink(props: { link: string; done: () => void; otherwise: () => void }) {
  const { t } = useText();
  const { sign_in } = useSession();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const use = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await sign_in({ link: props.link });
      props.done();
    } catch (error) {
      if (error instanceof LineLost) setRefused(t("line.no_answer"));
      else setRefused((error instanceof Refusal && error.problem.detail) || t("sign_in.link_refused"));
      setBusy(false);
    }
  };
  return (
    <Stack gap="md">
      {refused && (
        <Alert color="red" role="alert">
          {refused}
        </Alert>
      )}
      <Text>{t("sign_in.link_hint")}</Text>
      <Button onClick={() => void use()} loading={busy} autoFocus>
        {t("sign_in.do")}
      </Button>
      <Button variant="subtle" onClick={props.otherwise}>
        {t("sign_in.with_password")}
      </Button>
    </Stack>
  );
}
