import type { Me } from "../api/types";
import { Icon } from "../parts/icons";
import type { IconName } from "../parts/icons";
import { Link } from "../parts/route";
import { may_read_ledger, place_at, places_of } from "../places";
import { useText } from "../text/text";

/// The places one may see; those that are not built yet are quieter, and say so.
export function Navigation({ me, path }: { me: Me; path: string }) {
  const { t } = useText();
  const here = place_at(path)?.name;
  return (
    <nav aria-label={t("shell.places")} className="places">
      <ul>
        {places_of(me).map((place) => (
          <li key={place.name}>
            <Item to={place.path} icon={place.icon} current={here === place.name} coming={!place.built}>
              {t(`place.${place.name}`)}
            </Item>
          </li>
        ))}
      </ul>
      {may_read_ledger(me) && (
        <ul className="places-below">
          <li>
            <Item to="/ledger" icon="ledger" current={`${path}/`.startsWith("/ledger/")}>
              {t("ledger.title")}
            </Item>
          </li>
        </ul>
      )}
    </nav>
  );
}

function Item(props: { to: string; icon: IconName; current: boolean; coming?: boolean; children: string }) {
  const { t } = useText();
  return (
    <Link to={props.to} className="place" aria-current={props.current ? "page" : undefined}>
      <Icon name={props.icon} />
      <span className="place-name">{props.children}</span>
      {props.coming && <span className="place-coming">{t("shell.coming")}</span>}
    </Link>
  );
}
