import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { PrintButton, PrintSheet } from "../parts/print_sheet";
import { Name } from "../parts/said";
import { Secret } from "../parts/secret";
import { useMe } from "../session/session";
import { T, useText } from "../text/text";

/// Recovery codes are here this once: on the screen, and on the paper that is printed from it.
export function Codes(props: { codes: string[] | undefined; account: string; close: () => void }) {
  const { t } = useText();
  const { codes } = props;
  return (
    <Modal
      opened={codes !== undefined}
      onClose={props.close}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t("codes.title")}
      centered
    >
      {codes && (
        <Stack gap="md">
          <Alert color="orange">{t("codes.once")}</Alert>
          <Secret label={t("codes.title")} text={codes.join("\n")} lines />
          <Group>
            <PrintButton />
            <Button onClick={props.close} data-autofocus>
              {t("codes.kept")}
            </Button>
          </Group>
          <PrintSheet>
            <OnPaper codes={codes} account={props.account} />
          </PrintSheet>
        </Stack>
      )}
    </Modal>
  );
}

function OnPaper({ codes, account }: { codes: readonly string[]; account: string }) {
  const { t } = useText();
  const { person, node } = useMe();
  return (
    <>
      <p>
        {t("manara")} · <Name names={node.names} />
      </p>
      <h1>
        <T k="codes.of" name={<bdi>{person.name}</bdi>} />
      </h1>
      <p>
        {t("link_sheet.account")}{" "}
        <bdi dir="ltr" className="print-secret">
          {account}
        </bdi>
      </p>
      <ol className="print-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <bdi className="print-secret">{code}</bdi>
          </li>
        ))}
      </ol>
      <p>{t("codes.each_once")}</p>
    </>
  );
}
