import { useEffect } from "react";
import { kept } from "../parts/kept";
import { go } from "../parts/route";
import { places_of } from "../places";
import { can, useMe } from "../session/session";

const together_ms = 1_500;

function is_typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/// Letters and digits are told by where they lie on the keyboard, so that they are the same on AZERTY and Arabic ones.
/// Single keys can be switched off in the settings (WCAG 2.1.4).
export function useShortcuts(on: { palette: () => void; shortcuts: () => void }) {
  const me = useMe();
  useEffect(() => {
    let go_pressed_at = -Infinity;
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") {
        event.preventDefault();
        on.palette();
        return;
      }
      const single = !event.ctrlKey && !event.metaKey && !event.altKey;
      const dialog = document.querySelector('[role="dialog"]');
      if (!single || dialog || is_typing(event.target) || kept("single_keys") === "off") return;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (event.key === "?" || event.key === "؟") on.shortcuts();
      else if (event.code === "KeyG") go_pressed_at = event.timeStamp;
      else if (digit && event.timeStamp - go_pressed_at < together_ms) {
        const place = places_of(me)[Number(digit) - 1];
        if (place) go(place.path);
      } else if (event.code === "KeyN" && can(me, "organisations", "create")) go("/organisations/new");
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("[data-page-search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}
