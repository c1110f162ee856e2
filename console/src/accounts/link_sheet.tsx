import type { MadeLink, OpenLink, Person } from "../api/accounts";
import { PrintSheet } from "../parts/print_sheet";
import { Qr } from "../parts/qr";
import { Name, Time } from "../parts/said";
import { useMe } from "../session/session";
import { T, useText } from "../text/text";

interface SheetProps {
  person: Person;
  link: MadeLink & { purpose: OpenLink["purpose"] };
  address: string;
}

/// For people without mail: a sheet of paper in their language, to be handed over.
export function LinkSheet(props: SheetProps) {
  return (
    <PrintSheet language={props.person.language}>
      <OnPaper {...props} />
    </PrintSheet>
  );
}

function OnPaper({ person, link, address }: SheetProps) {
  const { t } = useText();
  const { node } = useMe();
  return (
    <>
      <p>
        {t("manara")} · <Name names={node.names} />
      </p>
      <h1>
        <T k={`link_sheet.${link.purpose}`} name={<bdi>{person.name}</bdi>} />
      </h1>
      <ol>
        <li>
          {t("link_sheet.open")}
          <bdi dir="ltr" className="print-secret">
            {address}
          </bdi>
          {link.qr_svg && <Qr svg={link.qr_svg} label={t("link.address")} />}
        </li>
        <li>{t(link.purpose === "invitation" ? "link_sheet.password" : "link_sheet.enter")}</li>
        <li>
          {t("link_sheet.account")}{" "}
          <bdi dir="ltr" className="print-secret">
            {person.account}
          </bdi>
        </li>
      </ol>
      <p>
        <T k="link_sheet.until" at={<Time at={link.until} />} />
      </p>
      <p>{t("link_sheet.alone")}</p>
    </>
  );
}
