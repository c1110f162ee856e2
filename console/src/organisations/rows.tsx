import { Table, UnstyledButton } from "@mantine/core";
import type { Organisation } from "../api/types";
import { Icon } from "../parts/icons";
import { Link } from "../parts/route";
import { Name } from "../parts/said";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { aria_sort, turned } from "./sorts";
import type { Sort } from "./sorts";
import { CriticalityMark } from "./values";

const columns: readonly { name: string; label: Key }[] = [
  { name: "name", label: "organisation.name" },
  { name: "sector", label: "organisation.sector" },
  { name: "criticality", label: "organisation.criticality" },
  { name: "region", label: "organisation.region" },
];

export function Rows(props: { items: Organisation[]; sort: Sort; choose: (sort: Sort) => void }) {
  const { t } = useText();
  return (
    <div className="sheet">
      <Table className="rows" highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name, label }) => {
              const order = aria_sort(props.sort, name);
              return (
                <Table.Th key={name} aria-sort={order} scope="col">
                  {order === undefined ? (
                    t(label)
                  ) : (
                    <UnstyledButton className="sort" onClick={() => props.choose(turned(props.sort, name))}>
                      {t(label)}
                      {order !== "none" && <Icon name={order === "ascending" ? "up" : "down"} size={14} />}
                    </UnstyledButton>
                  )}
                </Table.Th>
              );
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Link to={`/organisations/${one.id}`} className="link row-name">
                  <Name names={one.names} />
                </Link>
                {one.kind && (
                  <div className="quiet">
                    <bdi dir="auto">{one.kind}</bdi>
                  </div>
                )}
              </Table.Td>
              <Table.Td>{t(`sector.${one.sector}`)}</Table.Td>
              <Table.Td>
                <CriticalityMark value={one.criticality} />
              </Table.Td>
              <Table.Td>
                <bdi dir="auto">{one.region}</bdi>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/// The same on a telephone.
export function Cards({ items }: { items: Organisation[] }) {
  const { t } = useText();
  return (
    <ul className="cards">
      {items.map((one) => (
        <li key={one.id}>
          <Link to={`/organisations/${one.id}`} className="card">
            <span className="row-name">
              <Name names={one.names} />
            </span>
            <span className="card-facts">
              <span>{t(`sector.${one.sector}`)}</span>
              {one.region && <bdi dir="auto">{one.region}</bdi>}
              <CriticalityMark value={one.criticality} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
