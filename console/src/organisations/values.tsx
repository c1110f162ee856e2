// How the fields of an organisation are shown.
import { useLoad } from "../api/use_load";
import type { Criticality, OrganisationFields } from "../api/types";
import { Link } from "../parts/route";
import { Id, Name } from "../parts/said";
import { useClient } from "../session/session";
import { useText } from "../text/text";
import { slot_value } from "./fields";
import type { Slot } from "./fields";

/// A word in a frame whose colour says the same once more: never by colour alone.
export function CriticalityMark({ value }: { value: Criticality | "" }) {
  const { t } = useText();
  if (value === "") return <span className="quiet">{t("criticality.unknown")}</span>;
  return <span className={`criticality criticality-${value}`}>{t(`criticality.${value}`)}</span>;
}

export function ParentName({ id, linked }: { id: string; linked?: boolean }) {
  const client = useClient();
  const { value, error } = useLoad(id, (signal) => client.organisation(id, signal));
  if (error !== undefined) return <Id id={id} short />;
  if (!value) return <>…</>;
  return linked ? (
    <Link to={`/organisations/${id}`} className="link">
      <Name names={value.names} />
    </Link>
  ) : (
    <Name names={value.names} />
  );
}

export function SlotValue({ slot, fields }: { slot: Slot; fields: OrganisationFields }) {
  const { t } = useText();
  const text = slot_value(fields, slot);
  if (text === "" && slot !== "criticality") return <span className="quiet">{t("empty.value")}</span>;
  if (slot === "sector") return <>{t(`sector.${fields.sector}`)}</>;
  if (slot === "criticality") return <CriticalityMark value={fields.criticality} />;
  if (slot === "parent") return <ParentName id={text} />;
  return <bdi dir="auto">{text}</bdi>;
}
