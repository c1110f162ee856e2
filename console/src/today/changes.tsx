import type { LedgerEntry, ResourceName } from "../api/types";
import { useLoad } from "../api/use_load";
import { kinds } from "../organisations/kinds";
import { Link } from "../parts/route";
import { Id, Time } from "../parts/said";
import { item_path, owner_of } from "../resource/kind";
import { Called } from "../resource/rows";
import { can, useClient, useMe } from "../session/session";
import { useText } from "../text/text";
import { Tile } from "./tile";

const most_shown = 10;
/// Among so many of the last entries; the ledger itself has all.
const most_read = 100;

/// Entries that this console has words for, and the list in which their subject stands.
const known = {
  organisation_saved: "organisations",
  contact_saved: "contacts",
  contact_removed: undefined,
  network_saved: "networks",
  network_removed: undefined,
  asset_saved: "assets",
  asset_removed: undefined,
  inventory_received: undefined,
} as const satisfies Record<string, ResourceName | undefined>;

const is_known = (kind: string): kind is keyof typeof known => Object.hasOwn(known, kind);

/// What was written down last.
export function Changes() {
  const { t } = useText();
  const client = useClient();
  const { value, error } = useLoad("changes", (signal) => client.ledger({ limit: most_read }, signal));
  const shown = value?.items.filter(({ kind }) => is_known(kind)).slice(0, most_shown);
  return (
    <Tile
      title={t("today.changes")}
      foot={
        <Link to="/ledger" className="link">
          {t("ledger.open")}
        </Link>
      }
    >
      {error !== undefined && <p className="quiet">–</p>}
      <ul className="plain short-list">
        {shown?.map((entry) => (
          <li key={entry.index}>
            <span>
              <Change entry={entry} />
            </span>
            <span className="quiet">
              <Time at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Tile>
  );
}

function Change({ entry }: { entry: LedgerEntry }) {
  const { t } = useText();
  const { kind } = entry;
  if (!is_known(kind)) return null;
  const resource = known[kind];
  return (
    <>
      <span className="quiet">{t(`entry.${kind}`)}</span>{" "}
      {resource && <Subject resource={resource} id={entry.subject} />}
    </>
  );
}

/// The thing that an entry is about, if it is still there.
function Subject({ resource, id }: { resource: ResourceName; id: string }) {
  const me = useMe();
  const client = useClient();
  const may = can(me, resource, "read");
  const { value } = useLoad(id, async (signal) =>
    may ? await client.item(resource, id, signal).catch(() => undefined) : undefined,
  );
  const kind = kinds[resource];
  if (!value) return <Id id={id} short />;
  return (
    <Link to={item_path(kind, owner_of(value), id)} className="link">
      <Called kind={kind} item={value} />
    </Link>
  );
}
