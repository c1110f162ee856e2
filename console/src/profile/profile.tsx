import { Stack } from "@mantine/core";
import { useState } from "react";
import { accounts_of } from "../api/accounts";
import type { Profile as OwnProfile } from "../api/accounts";
import { useLoad } from "../api/use_load";
import { Sessions } from "../accounts/sessions";
import { settings_pages } from "../accounts/settings_pages";
import { Tokens } from "../accounts/tokens";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { useClient } from "../session/session";
import { useText } from "../text/text";
import { AboutMe } from "./about_me";
import { Password } from "./password";
import { SecondFactor } from "./second_factor";

/// What one may change of oneself.
export default function Profile() {
  const { t } = useText();
  const { profile } = accounts_of(useClient());
  const { value, error, reload } = useLoad("profile", profile);
  return (
    <Page title={t("profile.title")}>
      <PageLinks pages={settings_pages} />
      {error !== undefined && <Failed error={error} again={reload} />}
      {value ? <Parts profile={value} changed={reload} /> : error === undefined && <Loading rows={8} />}
    </Page>
  );
}

function Parts(props: { profile: OwnProfile; changed: () => void }) {
  const { profile } = props;
  // With what proves who one is go sessions and tokens: both are read again.
  const [proven, setProven] = useState(0);
  const changed = () => {
    setProven(proven + 1);
    props.changed();
  };
  return (
    <Stack gap="lg">
      <AboutMe key={profile.revision} profile={profile} read_again={props.changed} />
      <Password profile={profile} changed={changed} />
      <SecondFactor profile={profile} changed={changed} />
      <Sessions key={`sessions ${proven}`} />
      <Tokens key={`tokens ${proven}`} profile={profile} />
    </Stack>
  );
}
