import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { settings_pages } from "../accounts/settings_pages";
import { useLoad } from "../api/use_load";
import { Icon } from "../parts/icons";
import type { IconName } from "../parts/icons";
import { go } from "../parts/route";
import type { Item, Organisation } from "../api/types";
import { kinds } from "../organisations/kinds";
import { place_pages } from "../organisations/place_pages";
import { item_path, owner_of } from "../resource/kind";
import { OrganisationName } from "../resource/organisation_names";
import { Called } from "../resource/rows";
import { ledger_pages } from "../node/ledger_pages";
import { places_of } from "../places";
import { can, useClient, useMe } from "../session/session";
import { fold } from "../text/fold";
import { T, useText } from "../text/text";

interface Choice {
  id: string;
  to: string;
  icon: IconName;
  shown: ReactNode;
  beside?: ReactNode;
}

const most_of_each = 5;

/// Goes anywhere one may go: places, pages, and whatever there is, by any of its names; and asks who must know.
export function Palette(props: { opened: boolean; close: () => void }) {
  const { t } = useText();
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      withCloseButton={false}
      padding={0}
      yOffset="10dvh"
      size="lg"
      attributes={{ content: { "aria-label": t("palette.title") } }}
    >
      <Inside close={props.close} />
    </Modal>
  );
}

/// The things of every kind that one may see and whose names, addresses or roles fit.
function useFound(typed: string): { found: Choice[]; searching: boolean } {
  const { t } = useText();
  const me = useMe();
  const client = useClient();
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const { value, loading } = useLoad(asked, async (signal) => {
    const seen = asked === "" ? [] : Object.values(kinds).filter(({ name }) => can(me, name, "read"));
    const pages = seen.map(async (kind) => {
      const { items } = await client.list(kind.name, { q: asked, limit: most_of_each }, signal);
      return items.map((item) => ({ kind, item: item as Item }));
    });
    return (await Promise.all(pages)).flat();
  });
  const found = (typed.trim() === "" ? [] : (value ?? [])).map(({ kind, item }): Choice => ({
    id: item.id,
    to: item_path(kind, owner_of(item), item.id),
    icon: kind.icon,
    shown: <Called kind={kind} item={item} />,
    beside:
      kind.name === "organisations" ? (
        t(`sector.${(item as Organisation).sector}`)
      ) : (
        <OrganisationName id={owner_of(item)} />
      ),
  }));
  return { found, searching: asked !== "" && loading };
}

function useChoices(typed: string): { choices: Choice[]; searching: boolean } {
  const { t } = useText();
  const me = useMe();
  const { found, searching } = useFound(typed);
  const pages: Choice[] = [
    ...places_of(me).map(({ name, path, icon }) => ({ id: name, to: path, icon, shown: t(`place.${name}`) })),
    ...place_pages
      .filter(({ path, may }) => path !== "/organisations" && may(me))
      .map(({ path, label, icon }) => ({ id: path.replaceAll("/", "-"), to: path, icon, shown: t(label) })),
    ...[...ledger_pages, ...settings_pages]
      .filter(({ may }) => may(me))
      .map(({ path, label, icon }) => ({ id: path.replaceAll("/", "-"), to: path, icon, shown: t(label) })),
    ...(can(me, "organisations", "create")
      ? [{ id: "new", to: "/organisations/new", icon: "plus" as const, shown: t("organisation.new") }]
      : []),
  ];
  const fitting = pages.filter((page) => fold(String(page.shown)).includes(fold(typed)));
  const q = typed.trim();
  const who: Choice[] =
    q === "" || !can(me, "contacts", "read")
      ? []
      : [
          {
            id: "who",
            to: `/organisations/who?${new URLSearchParams({ q })}`,
            icon: "who",
            shown: <T k="who.of" q={<bdi dir="auto">{q}</bdi>} />,
          },
        ];
  return { choices: [...fitting, ...found, ...who], searching };
}

function Inside(props: { close: () => void }) {
  const { t } = useText();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLUListElement>(null);
  const { choices, searching } = useChoices(typed);
  const chosen = Math.min(at, choices.length - 1);
  useEffect(() => {
    box.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    props.close();
    go(choice.to);
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && !event.nativeEvent.isComposing) take(choices[chosen]);
    else if (step) setAt((chosen + step + choices.length) % Math.max(choices.length, 1));
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <div className="palette-head">
        <Icon name="search" />
        <input
          className="palette-input"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={choices[chosen] ? `${list}-${choices[chosen].id}` : undefined}
          aria-label={t("palette.title")}
          autoComplete="off"
          spellCheck={false}
          dir={typed === "" ? undefined : "auto"}
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
      </div>
      <ul id={list} role="listbox" aria-label={t("palette.title")} className="palette-list" ref={box}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            id={`${list}-${choice.id}`}
            role="option"
            aria-selected={index === chosen}
            onMouseMove={() => setAt(index)}
            onClick={() => take(choice)}
          >
            <Icon name={choice.icon} size={18} />
            <span className="palette-shown">{choice.shown}</span>
            {choice.beside && <span className="quiet">{choice.beside}</span>}
          </li>
        ))}
      </ul>
      <p className="palette-foot quiet" role="status">
        {searching
          ? t("loading")
          : choices.length === 0
            ? t("palette.nothing")
            : t("palette.found", { n: choices.length })}
      </p>
    </div>
  );
}
