import { Modal, Table } from "@mantine/core";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";

const shortcuts: readonly { keys: string[]; does: Key }[] = [
  { keys: ["Ctrl", "K"], does: "shortcuts.palette" },
  { keys: ["G", "1 – 9"], does: "shortcuts.place" },
  { keys: ["N"], does: "shortcuts.new" },
  { keys: ["/"], does: "shortcuts.search" },
  { keys: ["Esc"], does: "shortcuts.close" },
  { keys: ["?"], does: "shortcuts.this" },
];

export function Shortcuts(props: { opened: boolean; close: () => void }) {
  const { t } = useText();
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("close") }}
      centered
    >
      <Table>
        <Table.Tbody>
          {shortcuts.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td>{t(does)}</Table.Td>
              <Table.Td className="keys" dir="ltr">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className="quiet">{t("shortcuts.off")}</p>
    </Modal>
  );
}
