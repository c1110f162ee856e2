import { useLoad } from "../api/use_load";
import { chosen_sectors, kinds } from "../organisations/kinds";
import { Link } from "../parts/route";
import { list_path } from "../resource/kind";
import { useClient, useMe } from "../session/session";
import { useText } from "../text/text";
import { Tile } from "./tile";

/// How many organisations of each sector that the team chose are entered; where there is none yet, that is said.
export function Sectors() {
  const { t } = useText();
  const client = useClient();
  const chosen = chosen_sectors(useMe());
  const { value, error } = useLoad(`sectors ${chosen.join(" ")}`, async (signal) => {
    const pages = await Promise.all(
      chosen.map((sector) => client.list("organisations", { sector, limit: 1 }, signal)),
    );
    return pages.map(({ total, items }) => total ?? items.length);
  });
  return (
    <Tile title={t("today.sectors")}>
      {error !== undefined && <p className="quiet">–</p>}
      <ul className="plain short-list">
        {chosen.map((sector, at) => (
          <li key={sector}>
            <Link to={`${list_path(kinds.organisations)}?sector=${sector}`} className="link">
              {t(`sector.${sector}`)}
            </Link>
            <Count n={value?.[at]} />
          </li>
        ))}
      </ul>
    </Tile>
  );
}

function Count({ n }: { n: number | undefined }) {
  const { t, number } = useText();
  if (n === 0) return <span className="mark mark-warn">{t("today.sector_none")}</span>;
  return <span>{n === undefined ? "" : number(n)}</span>;
}
