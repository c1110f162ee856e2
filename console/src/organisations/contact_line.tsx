import type { ReactNode } from "react";
import type { Contact } from "../api/types";
import { old_after_days } from "../parts/civil";
import { Link } from "../parts/route";
import { item_path } from "../resource/kind";
import { channels_in, typed_of } from "../resource/typed";
import { Channels, Verified } from "../resource/values";
import { useText } from "../text/text";
import { contacts } from "./kinds";

/// A contact where one calls or writes: who it is, by which ways, and whether that is still sure.
export function ContactLine({ contact, children }: { contact: Contact; children?: ReactNode }) {
  const { t } = useText();
  const beneath = [contact.role, contact.language && t(`language.${contact.language}`)].filter(Boolean);
  return (
    <li className="contact-line">
      <div>
        <Link to={item_path(contacts, contact.organisation, contact.id)} className="link row-name">
          <bdi dir="auto">{contact.name}</bdi>
        </Link>
        {beneath.map((one) => (
          <div key={one} className="quiet">
            <bdi dir="auto">{one}</bdi>
          </div>
        ))}
      </div>
      <Channels channels={channels_in(typed_of(contacts, contact), "channels")} />
      <div>
        <span className="quiet">{t("contact.verified")}</span>{" "}
        <Verified day={contact.verified ?? ""} old_after={old_after_days} />
      </div>
      {children}
    </li>
  );
}
