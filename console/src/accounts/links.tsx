import { Alert, Button, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { accounts_of } from "../api/accounts";
import type { MadeLink, OpenLink, Person } from "../api/accounts";
import { useLoad } from "../api/use_load";
import { Asking } from "../parts/asking";
import { Failed, Loading } from "../parts/page";
import { PrintButton } from "../parts/print_sheet";
import { Qr } from "../parts/qr";
import { Time } from "../parts/said";
import { Secret } from "../parts/secret";
import { Section } from "../parts/section";
import { useAction } from "../resource/use_action";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { LinkSheet } from "./link_sheet";

type Shown = MadeLink & { purpose: OpenLink["purpose"] };

/// Links by which somebody comes in once: an invitation, or one to sign in with.
export function Links({ person }: { person: Person }) {
  const { t } = useText();
  const { links, make_link, withdraw } = accounts_of(useClient());
  const me = useMe();
  const { value, error, reload } = useLoad(person.id, (signal) => links(person.id, signal));
  const [shown, setShown] = useState<Shown>();
  const { busy, error: failed, run } = useAction();
  const make = (purpose: OpenLink["purpose"]) =>
    void run(async () => setShown({ ...(await make_link(purpose, person.id)), purpose }), reload);
  return (
    <Section title={t("link.title")}>
      <Text>{t("link.hint")}</Text>
      {can(me, "invitations", "create") && person.active && (
        <Group gap="xs" className="no-print">
          <Button variant="default" size="xs" disabled={busy} onClick={() => make("invitation")}>
            {t("link.make_invitation")}
          </Button>
          <Button variant="default" size="xs" disabled={busy} onClick={() => make("sign_in")}>
            {t("link.make_sign_in")}
          </Button>
        </Group>
      )}
      {failed !== undefined && <Failed error={failed} />}
      {error !== undefined && <Failed error={error} again={reload} />}
      {!value && error === undefined && <Loading rows={1} />}
      {value && value.items.length === 0 && <p className="quiet">{t("link.none")}</p>}
      {value && value.items.length > 0 && (
        <Table className="stacks">
          <Table.Tbody>
            {value.items.map((link) => (
              <Table.Tr key={link.id}>
                <Table.Td className="row-name">{t(`link_purpose.${link.purpose}`)}</Table.Td>
                <Table.Td>
                  <T k="link.made" at={<Time at={link.made} />} />
                </Table.Td>
                <Table.Td>
                  <T k="link.until" at={<Time at={link.until} />} />
                </Table.Td>
                {can(me, "invitations", "remove") && (
                  <Table.Td className="row-end">
                    <Asking
                      small
                      label={t("link.withdraw")}
                      of={t(`link_purpose.${link.purpose}`)}
                      title={t("link.withdraw")}
                      what={t("link.withdraw_asks")}
                      act={() => withdraw(link.id, person.id)}
                      done={reload}
                    />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Once person={person} link={shown} close={() => setShown(undefined)} />
    </Section>
  );
}

/// The link itself is here this once. It closes by its button alone, so that no slip loses it.
function Once(props: { person: Person; link: Shown | undefined; close: () => void }) {
  const { t } = useText();
  const { person, link } = props;
  return (
    <Modal
      opened={link !== undefined}
      onClose={props.close}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={link && t(`link_purpose.${link.purpose}`)}
      size="lg"
      centered
    >
      {link && (
        <Stack gap="md">
          <Alert color="orange">
            <T k="link.once" name={<bdi>{person.name}</bdi>} at={<Time at={link.until} />} />
          </Alert>
          <Secret label={t("link.address")} text={location.origin + link.link} />
          {link.qr_svg && <Qr svg={link.qr_svg} label={t("link.address")} />}
          <Group>
            <PrintButton label={t("link.print")} />
            <Button onClick={props.close} data-autofocus>
              {t("link.given")}
            </Button>
          </Group>
          <LinkSheet person={person} link={link} address={location.origin + link.link} />
        </Stack>
      )}
    </Modal>
  );
}
