import { Table, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Item, Names } from "../api/types";
import { Icon } from "../parts/icons";
import { Link } from "../parts/route";
import { Name } from "../parts/said";
import { useText } from "../text/text";
import { aria_sort, order_of, turned } from "./asked";
import type { Kind } from "./kind";
import { field_of, item_path, member, owner_of } from "./kind";
import { slots_of, text_in, typed_of } from "./typed";
import { SlotValue } from "./values";

interface RowsProps<One extends Item> {
  kind: Kind;
  items: readonly One[];
  /// The columns that are shown; in an organisation's own list not the one that says whose it is.
  columns: readonly string[];
  /// What can be done with a row.
  beside?: ((item: One) => ReactNode) | undefined;
  /// What is to be known of it, beneath what it is called.
  note?: ((item: One) => ReactNode) | undefined;
}

/// What an item is called, as a part of a sentence.
export function Called({ kind, item }: { kind: Kind; item: Item }) {
  const called = member(item, kind.called);
  if (typeof called !== "string") return <Name names={(called ?? {}) as Names} />;
  const field = field_of(kind, kind.called);
  return <bdi dir={field.type === "text" && field.ltr ? "ltr" : "auto"}>{called}</bdi>;
}

function Cell({ kind, item, column }: { kind: Kind; item: Item; column: string }) {
  const slot = slots_of(kind).find(({ name }) => name === column);
  return slot ? <SlotValue slot={slot} typed={typed_of(kind, item)} /> : null;
}

function First({ kind, item, note }: { kind: Kind; item: Item; note?: ReactNode }) {
  const beneath = kind.beneath ? text_in(typed_of(kind, item), kind.beneath) : "";
  return (
    <>
      <Link to={item_path(kind, owner_of(item), item.id)} className="link row-name">
        <Called kind={kind} item={item} />
      </Link>
      {beneath && (
        <div className="quiet">
          <bdi dir="auto">{beneath}</bdi>
        </div>
      )}
      {note && <div className="row-notes">{note}</div>}
    </>
  );
}

export function Rows<One extends Item>(
  props: RowsProps<One> & { sort: string; choose: (sort: string) => void },
) {
  const { t } = useText();
  const { kind, columns, beside, note } = props;
  return (
    <div className="sheet">
      <Table className="rows" highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => {
              const order = aria_sort(kind, props.sort, order_of(column));
              const label = t(column === kind.called ? kind.said.name : field_of(kind, column).label);
              const turn = () => props.choose(turned(kind, props.sort, order_of(column)));
              return (
                <Table.Th key={column} aria-sort={order} scope="col">
                  {order === undefined ? (
                    label
                  ) : (
                    <UnstyledButton className="sort" onClick={turn}>
                      {label}
                      {order !== "none" && <Icon name={order === "ascending" ? "up" : "down"} size={14} />}
                    </UnstyledButton>
                  )}
                </Table.Th>
              );
            })}
            {beside && (
              <Table.Th scope="col" className="no-print">
                {t("list.actions")}
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.items.map((one) => (
            <Table.Tr key={one.id}>
              {columns.map((column, at) => (
                <Table.Td key={column}>
                  {at === 0 ? (
                    <First kind={kind} item={one} note={note?.(one)} />
                  ) : (
                    <Cell kind={kind} item={one} column={column} />
                  )}
                </Table.Td>
              ))}
              {beside && <Table.Td className="row-beside no-print">{beside(one)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/// The same on a telephone.
export function Cards<One extends Item>({ kind, items, columns, beside, note }: RowsProps<One>) {
  const { t } = useText();
  return (
    <ul className="cards">
      {items.map((one) => {
        const typed = typed_of(kind, one);
        const slots = slots_of(kind).filter(({ name, field }) => {
          if (name === kind.called || !columns.includes(name)) return false;
          const marks_absence =
            field.type === "choice" ? field.grades : field.type === "date" && field.old_after;
          return marks_absence || (typed[name] ?? "").length > 0;
        });
        return (
          <li key={one.id} className="card">
            <First kind={kind} item={one} note={note?.(one)} />
            <div className="card-facts">
              {slots.map((slot) => (
                <span key={slot.name} className={slot.field.type === "channels" ? "card-wide" : undefined}>
                  {slot.field.type === "date" && <span className="card-label">{t(slot.label)} </span>}
                  <SlotValue slot={slot} typed={typed} />
                </span>
              ))}
            </div>
            {beside && <div className="card-beside no-print">{beside(one)}</div>}
          </li>
        );
      })}
    </ul>
  );
}
