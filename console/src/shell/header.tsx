import { ActionIcon, Menu, UnstyledButton } from "@mantine/core";
import { settings_pages } from "../accounts/settings_pages";
import { Icon, Logo } from "../parts/icons";
import { go, Link } from "../parts/route";
import { Name } from "../parts/said";
import { useMe, useSession } from "../session/session";
import { useText } from "../text/text";
import { LanguageSwitch, SchemeSwitch } from "./switches";

export function Header(props: { menu: () => void; palette: () => void; shortcuts: () => void }) {
  const { t } = useText();
  const me = useMe();
  return (
    <header className="head">
      <ActionIcon
        variant="transparent"
        size={44}
        className="head-button head-menu no-print"
        aria-label={t("shell.places")}
        onClick={props.menu}
      >
        <Icon name="menu" size={22} />
      </ActionIcon>
      <Link to="/" className="head-node">
        <Logo size={32} />
        <span className="head-node-text">
          <span className="head-product">{t("manara")}</span>
          <span className="head-node-name">
            <Name names={me.node.names} />
          </span>
        </span>
      </Link>
      <UnstyledButton className="head-search no-print" onClick={props.palette} aria-keyshortcuts="Control+K">
        <Icon name="search" size={18} />
        <span className="head-search-text">{t("palette.title")}</span>
        <kbd dir="ltr">Ctrl K</kbd>
      </UnstyledButton>
      <div className="head-end no-print">
        <LanguageSwitch />
        <SchemeSwitch />
        <PersonMenu shortcuts={props.shortcuts} />
      </div>
    </header>
  );
}

function PersonMenu(props: { shortcuts: () => void }) {
  const { t } = useText();
  const me = useMe();
  const { sign_out } = useSession();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton className="head-button" aria-label={t("shell.person", { name: me.person.name })}>
          <Icon name="person" />
          <bdi className="head-button-text">{me.person.name}</bdi>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{me.person.name}</bdi>
        </Menu.Label>
        {settings_pages
          .filter(({ may }) => may(me))
          .map(({ path, label, icon }) => (
            <Menu.Item key={path} leftSection={<Icon name={icon} size={16} />} onClick={() => go(path)}>
              {t(label)}
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<Icon name="keyboard" size={16} />} onClick={props.shortcuts}>
          {t("shortcuts.title")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void sign_out().catch(() => undefined)}>{t("sign_in.out")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
