// Where one is, and how one goes elsewhere: the browser's own history and a table of paths.
import { useSyncExternalStore } from "react";
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";

const moved = "manara:moved";

function subscribe(changed: () => void) {
  window.addEventListener("popstate", changed);
  window.addEventListener(moved, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(moved, changed);
  };
}

export const usePath = () => useSyncExternalStore(subscribe, () => location.pathname);
export const useSearch = () => useSyncExternalStore(subscribe, () => location.search);

/// Goes to `to` (path and query). `replace`: the page before is no place to come back to.
export function go(to: string, how: "push" | "replace" = "push") {
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  window.dispatchEvent(new Event(moved));
}

export type Parameters = Record<string, string>;

/// The parameters of `path` under `pattern` ("/organisations/:id"), or null where it doesn't fit.
export function match(pattern: string, path: string): Parameters | null {
  const wanted = pattern.split("/");
  const given = path.replace(/\/+$/, "").split("/");
  if (wanted.length === 2 && wanted[1] === "") return path === "/" ? {} : null;
  if (wanted.length !== given.length) return null;
  const found: Parameters = {};
  for (const [at, part] of wanted.entries()) {
    const here = given[at] ?? "";
    if (part.startsWith(":")) {
      if (here === "") return null;
      try {
        found[part.slice(1)] = decodeURIComponent(here);
      } catch {
        return null;
      }
    } else if (part !== here) return null;
  }
  return found;
}

/// A link inside the console; opens in another tab as any link does.
export function Link(props: { to: string; children: ReactNode } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const { to, onClick, ...rest } = props;
  const clicked = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    go(to);
  };
  return <a href={to} onClick={clicked} {...rest} />;
}
