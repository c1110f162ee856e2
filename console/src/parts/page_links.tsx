// The pages that belong together, as links at the head of each.
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

export function PageLinks({ pages }: { pages: readonly LinkedPage[] }) {
  const { t } = useText();
  const me = useMe();
  const path = usePath();
  const seen = pages.filter(({ may }) => may(me));
  if (seen.length < 2) return null;
  return (
    <nav aria-label={t("place.pages")} className="place-pages no-print">
      {seen.map((page) => (
        <Link key={page.path} to={page.path} aria-current={path === page.path ? "page" : undefined}>
          <Icon name={page.icon} size={16} />
          {t(page.label)}
        </Link>
      ))}
    </nav>
  );
}
