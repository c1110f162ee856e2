import { Table } from "@mantine/core";
import type { LedgerEntry } from "../api/types";
import { Id, Time } from "../parts/said";
import { useText } from "../text/text";

export function EntryRows({ items }: { items: LedgerEntry[] }) {
  const { t, number } = useText();
  return (
    <div className="sheet">
      <Table className="rows" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("ledger.index")}</Table.Th>
            <Table.Th scope="col">{t("ledger.kind")}</Table.Th>
            <Table.Th scope="col">{t("ledger.at")}</Table.Th>
            <Table.Th scope="col">{t("ledger.subject")}</Table.Th>
            <Table.Th scope="col">{t("ledger.actor")}</Table.Th>
            <Table.Th scope="col">{t("id")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((entry) => (
            <Table.Tr key={entry.index}>
              <Table.Td className="number">{number(entry.index)}</Table.Td>
              <Table.Td>
                <Kind kind={entry.kind} />
              </Table.Td>
              <Table.Td className="number">
                <Time at={entry.at} />
              </Table.Td>
              <Table.Td>
                <Id id={entry.subject} short />
              </Table.Td>
              <Table.Td>
                <Id id={entry.actor} short />
              </Table.Td>
              <Table.Td>
                <Id id={entry.id} short />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

export function EntryCards({ items }: { items: LedgerEntry[] }) {
  const { t, number } = useText();
  return (
    <ul className="cards">
      {items.map((entry) => (
        <li key={entry.index} className="card">
          <span className="row-name">
            <span className="quiet">{number(entry.index)}</span> <Kind kind={entry.kind} />
          </span>
          <span className="card-facts">
            <Time at={entry.at} />
            <span>
              {t("ledger.subject")} <Id id={entry.subject} short />
            </span>
            <span>
              {t("ledger.actor")} <Id id={entry.actor} short />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/// The kind of an entry is a word of the ledger itself, the same in every language.
const Kind = ({ kind }: { kind: string }) => (
  <bdi dir="ltr" className="id">
    {kind}
  </bdi>
);
