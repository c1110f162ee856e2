import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { useLoad } from "../api/use_load";
import { Icon } from "../parts/icons";
import type { IconName } from "../parts/icons";
import { go } from "../parts/route";
import { Name } from "../parts/said";
import { may_read_ledger, places_of } from "../places";
import { can, useClient, useMe } from "../session/session";
import { fold } from "../text/fold";
import { useText } from "../text/text";

interface Choice {
  id: string;
  to: string;
  icon: IconName;
  shown: ReactNode;
  beside?: string;
}

const most_organisations = 8;

/// Goes anywhere one may go: places, pages and organisations, by any of their names.
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

function useChoices(typed: string): { choices: Choice[]; searching: boolean } {
  const { t } = useText();
  const me = useMe();
  const client = useClient();
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const wants = asked !== "" && can(me, "organisations", "read");
  const { value, loading } = useLoad(wants ? asked : "", async (signal) =>
    wants ? (await client.organisations({ q: asked, limit: most_organisations }, signal)).items : [],
  );
  const pages: Choice[] = [
    ...places_of(me).map(({ name, path, icon }) => ({ id: name, to: path, icon, shown: t(`place.${name}`) })),
    ...(may_read_ledger(me)
      ? [{ id: "ledger", to: "/ledger", icon: "ledger" as const, shown: t("ledger.title") }]
      : []),
    ...(can(me, "organisations", "create")
      ? [{ id: "new", to: "/organisations/new", icon: "plus" as const, shown: t("organisation.new") }]
      : []),
    { id: "settings", to: "/settings", icon: "person", shown: t("settings.title") },
  ];
  const fitting = pages.filter((page) => fold(String(page.shown)).includes(fold(typed)));
  const organisations = (typed.trim() === "" ? [] : (value ?? [])).map((one): Choice => ({
    id: one.id,
    to: `/organisations/${one.id}`,
    icon: "organisations",
    shown: <Name names={one.names} />,
    beside: t(`sector.${one.sector}`),
  }));
  return { choices: [...fitting, ...organisations], searching: wants && loading };
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
