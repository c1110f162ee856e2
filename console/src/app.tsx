import { Button, Center, Loader, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { OrganisationNamesProvider } from "./resource/organisation_names";
import { Gate, SignInPage } from "./session/sign_in_page";
import type { EntryLink } from "./session/sign_in_page";
import { useSession } from "./session/session";
import { Shell } from "./shell/shell";
import { useText } from "./text/text";

const Setup = lazy(() => import("./setup/setup"));

/// The sign-in page for those who are nobody yet, at whatever address: after it they are where they wanted to go.
export function App(props: { link: EntryLink | undefined }) {
  const { t } = useText();
  const { here, ask } = useSession();
  const [link, setLink] = useState(props.link);
  if (location.pathname === "/setup")
    return (
      <Suspense>
        <Setup />
      </Suspense>
    );
  if (here.is === "asking")
    return (
      <Center mih="100dvh">
        <Loader aria-label={t("loading")} />
      </Center>
    );
  if (here.is === "unreachable")
    return (
      <Gate title={t("line.unreachable")}>
        <Text mb="md">{t("line.unreachable_hint")}</Text>
        <Button onClick={ask}>{t("line.try_now")}</Button>
      </Gate>
    );
  if (here.is === "nobody" || link) return <SignInPage link={link} done={() => setLink(undefined)} />;
  return (
    <OrganisationNamesProvider>
      <Shell ended={here.ended} />
    </OrganisationNamesProvider>
  );
}
