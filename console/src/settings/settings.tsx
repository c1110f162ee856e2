import { Paper, Radio, Stack, Switch, Table, Title, useMantineColorScheme } from "@mantine/core";
import type { MantineColorScheme } from "@mantine/core";
import { useState } from "react";
import type { Language } from "../api/types";
import { languages } from "../api/types";
import { keep, kept } from "../parts/kept";
import { Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { Day, Name } from "../parts/said";
import { settings_pages } from "../accounts/settings_pages";
import { useMe } from "../session/session";
import { own_names } from "../text/catalogue";
import type { Digits } from "../text/catalogue";
import { T, useText } from "../text/text";

/// What a person chooses for this browser, and what they may do.
export default function Settings() {
  const { t, language, digits, choose_language, choose_digits } = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [single_keys, setSingleKeys] = useState(kept("single_keys") !== "off");
  return (
    <Page title={t("settings.title")}>
      <PageLinks pages={settings_pages} />
      <Stack gap="lg">
        <Paper withBorder p="lg">
          <Stack gap="lg">
            <Radio.Group
              label={t("shell.language")}
              value={language}
              onChange={(value) => choose_language(value as Language)}
            >
              <div className="choices">
                {languages.map((one) => (
                  <Radio key={one} value={one} label={<span lang={one}>{own_names[one]}</span>} />
                ))}
              </div>
            </Radio.Group>
            {language === "ar" && (
              <Radio.Group
                label={t("settings.digits")}
                value={digits}
                onChange={(value) => choose_digits(value as Digits)}
              >
                <div className="choices">
                  <Radio value="latn" label={<bdi>0123456789</bdi>} />
                  <Radio value="arab" label={<bdi>٠١٢٣٤٥٦٧٨٩</bdi>} />
                </div>
              </Radio.Group>
            )}
            <Radio.Group
              label={t("settings.scheme")}
              value={colorScheme}
              onChange={(value) => setColorScheme(value as MantineColorScheme)}
            >
              <div className="choices">
                {(["auto", "light", "dark"] as const).map((one) => (
                  <Radio key={one} value={one} label={t(`settings.scheme_${one}`)} />
                ))}
              </div>
            </Radio.Group>
            <Switch
              label={t("settings.single_keys")}
              description={t("settings.single_keys_hint")}
              checked={single_keys}
              onChange={(event) => {
                keep("single_keys", event.currentTarget.checked ? "on" : "off");
                setSingleKeys(event.currentTarget.checked);
              }}
            />
          </Stack>
        </Paper>
        <Roles />
        <p>
          <a href="/licences.txt" className="link" target="_blank" rel="noreferrer">
            {t("settings.licences")}
          </a>
        </p>
      </Stack>
    </Page>
  );
}

function Roles() {
  const { t } = useText();
  const me = useMe();
  return (
    <Paper withBorder p="lg">
      <Title order={2} size="h4" mb="sm">
        {t("settings.roles")}
      </Title>
      <Table>
        <Table.Tbody>
          {me.roles.map((grant) => (
            <Table.Tr key={`${grant.role} ${grant.scope.id}`}>
              <Table.Td>{t(`role.${grant.role}`)}</Table.Td>
              <Table.Td>
                <Name names={grant.scope.names} />
              </Table.Td>
              <Table.Td>
                {grant.until === null ? (
                  t("settings.no_end")
                ) : (
                  <T k="settings.until" day={<Day at={grant.until} />} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
