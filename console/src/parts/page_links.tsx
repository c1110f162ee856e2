// The pages that belong together, as links at the head of each.
import { useEffect, useRef } from "react";
import type { Me } from "../api/types";
import { useMe } from "../session/session";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { Icon } from "./icons";
import type { IconName } from "./icons";
import { Link, usePath } from "./route";

export interface LinkedPage {
  path: string;
  label: Key;
  icon: IconName;
  may: (me: Me) => boolean;
}

/// The one that `path` is or lies beneath.
export const page_over = (pages: readonly LinkedPage[], path: string): LinkedPage | undefined =>
  pages
    .filter((one) => `${path}/`.startsWith(`${one.path}/`))
    .toSorted((one, other) => other.path.length - one.path.length)[0];

export function PageLinks({ pages }: { pages: readonly LinkedPage[] }) {
  const { t } = useText();
  const me = useMe();
  const path = usePath();
  const links = useRef<HTMLElement>(null);
  const over = page_over(pages, path);
  // On a telephone they are wider than the window.
  useEffect(() => {
    links.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  }, [path]);
  const seen = pages.filter(({ may }) => may(me));
  if (seen.length < 2) return null;
  return (
    <nav aria-label={t("place.pages")} className="place-pages no-print" ref={links}>
      {seen.map((page) => (
        <Link
          key={page.path}
          to={page.path}
          aria-current={page === over ? (path === page.path ? "page" : "true") : undefined}
        >
          <Icon name={page.icon} size={16} />
          {t(page.label)}
        </Link>
      ))}
    </nav>
  );
}
