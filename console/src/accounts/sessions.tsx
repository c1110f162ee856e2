import { Group, Table } from "@mantine/core";
import { accounts_of } from "../api/accounts";
import type { OneSession, Person } from "../api/accounts";
import { useLoad } from "../api/use_load";
import { Asking } from "../parts/asking";
import { Failed, Loading } from "../parts/page";
import { Time } from "../parts/said";
import { Section } from "../parts/section";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { agent_of } from "./agent";
import { usePersonNames } from "./person_names";

/// Where somebody is signed in. Left out, `person` is oneself.
export function Sessions({ person }: { person?: Person }) {
  const { t } = useText();
  const me = useMe();
  const accounts = accounts_of(useClient());
  const { value, error, reload } = useLoad(`sessions ${person?.id ?? ""}`, (signal) =>
    accounts.sessions(person?.id, signal),
  );
  const may_end = !person || can(me, "sessions", "remove");
  const may_reset = person && can(me, "people", "edit");
  const others = value?.items.filter(({ current }) => !current) ?? [];
  const name = <bdi>{person?.name}</bdi>;
  return (
    <Section
      title={t(person ? "sessions.title" : "sessions.own")}
      actions={
        <>
          {may_reset && (
            <Asking
              small
              label={t("sessions.reset_factor")}
              title={t("sessions.reset_factor")}
              what={<T k="sessions.reset_factor_asks" name={name} />}
              act={() => accounts.reset_second_factor(person.id)}
              done={reload}
            />
          )}
          {may_end && (person || others.length > 0) && (
            <Asking
              small
              label={t(person ? "sessions.end_all" : "sessions.end_others")}
              title={t(person ? "sessions.end_all" : "sessions.end_others")}
              what={person ? <T k="sessions.end_all_asks" name={name} /> : t("sessions.end_others_asks")}
              act={() => accounts.end_sessions(person?.id)}
              done={reload}
            />
          )}
        </>
      }
    >
      {error !== undefined && <Failed error={error} again={reload} />}
      {!value && error === undefined && <Loading rows={2} />}
      {value &&
        (value.items.length > 0 ? (
          <Rows
            items={value.items}
            owner={person?.id ?? me.person.id}
            end={may_end ? (id) => accounts.end_session(id, person?.id) : undefined}
            changed={reload}
          />
        ) : (
          <p className="quiet">{t("sessions.none")}</p>
        ))}
    </Section>
  );
}

function Rows(props: {
  items: readonly OneSession[];
  owner: string;
  end: ((id: string) => Promise<void>) | undefined;
  changed: () => void;
}) {
  const { t } = useText();
  const names = usePersonNames(props.items.flatMap(({ opened_by }) => (opened_by ? [opened_by] : [])));
  return (
    <Table className="stacks">
      <Table.Tbody>
        {props.items.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Group gap="xs">
                <bdi className="row-name" title={one.agent}>
                  {agent_of(one.agent) || t("sessions.unknown")}
                </bdi>
                {one.current && <span className="mark mark-good">{t("sessions.this")}</span>}
              </Group>
              {one.opened_by && (
                <div className="quiet">
                  {one.opened_by === props.owner ? (
                    t("sessions.by_own_link")
                  ) : (
                    <T k="sessions.by_link" name={<bdi>{names.get(one.opened_by) ?? "…"}</bdi>} />
                  )}
                </div>
              )}
            </Table.Td>
            <Table.Td>
              <bdi dir="ltr" className="id id-whole">
                {one.address}
              </bdi>
            </Table.Td>
            <Table.Td>
              <T k="sessions.seen" at={<Time at={one.seen} />} />
              <div className="quiet">
                <T k="sessions.made" at={<Time at={one.made} />} />
              </div>
            </Table.Td>
            {props.end && (
              <Table.Td className="row-end">
                {!one.current && (
                  <Asking
                    small
                    label={t("sessions.end")}
                    of={`${agent_of(one.agent)} ${one.address}`}
                    title={t("sessions.end")}
                    what={t("sessions.end_asks")}
                    act={() => props.end?.(one.id) ?? Promise.resolve()}
                    done={props.changed}
                  />
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
