import { Button } from "@mantine/core";
import type { Contact } from "../api/types";
import { iso_day } from "../parts/civil";
import { Icon } from "../parts/icons";
import { useReason } from "../parts/page";
import { useAction } from "../resource/use_action";
import { body_of, typed_of } from "../resource/typed";
import { useClient } from "../session/session";
import { useText } from "../text/text";
import { contacts } from "./kinds";

/// One click after a call: the contact was right today.
export function VerifiedToday({ contact, changed }: { contact: Contact; changed: () => void }) {
  const { t } = useText();
  const client = useClient();
  const { busy, error, run } = useAction();
  const reason = useReason(error);
  const today = iso_day(new Date());
  if (contact.verified === today)
    return (
      <span className="mark mark-good">
        <Icon name="check" size={14} /> {t("verified.today")}
      </span>
    );
  const body = () => body_of(contacts, { ...typed_of(contacts, contact), verified: today });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={busy}
        leftSection={<Icon name="check" size={16} />}
        onClick={() =>
          void run((key) => client.change("contacts", contact.id, body(), contact.revision, key), changed)
        }
      >
        {t("verified.do")}
      </Button>
      {error !== undefined && (
        <p role="alert" className="row-error">
          {reason}
        </p>
      )}
    </>
  );
}
