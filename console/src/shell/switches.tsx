import {
  ActionIcon,
  Menu,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { languages } from "../api/types";
import { Icon } from "../parts/icons";
import { directions, own_names } from "../text/catalogue";
import { useText } from "../text/text";

/// Every language under its own name: who can't read this page must still find theirs.
export function LanguageSwitch() {
  const { t, language, choose_language } = useText();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="head-button" aria-label={`${t("shell.language")}: ${own_names[language]}`}>
          <Icon name="language" />
          <span className="head-button-text">{own_names[language]}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            dir={directions[one]}
            aria-current={one === language || undefined}
            onClick={() => choose_language(one)}
          >
            {own_names[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeSwitch() {
  const { t } = useText();
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme("light");
  return (
    <ActionIcon
      variant="transparent"
      className="head-button"
      size={40}
      aria-label={now === "dark" ? t("shell.light") : t("shell.dark")}
      onClick={() => setColorScheme(now === "dark" ? "light" : "dark")}
    >
      <Icon name={now === "dark" ? "sun" : "moon"} />
    </ActionIcon>
  );
}
