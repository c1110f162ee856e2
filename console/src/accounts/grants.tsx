import { Alert, Button, Group, NativeSelect, Stack, Table, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { accounts_of } from "../api/accounts";
import type { GivenGrant, Person } from "../api/accounts";
import { roles } from "../api/types";
import type { Page, Role } from "../api/types";
import { useList } from "../api/use_list";
import { Asking } from "../parts/asking";
import { iso_day } from "../parts/civil";
import { Failed, Loading, useReason } from "../parts/page";
import { Day } from "../parts/said";
import { Section } from "../parts/section";
import { end_of_day } from "../parts/until";
import { useAction } from "../resource/use_action";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { PlaceField, ScopeName } from "./places";
import { refused_fields } from "./refused";

/// The roles that somebody has, where and until when; given and revoked by administrators.
export function Grants({ person }: { person: Person }) {
  const { t } = useText();
  const me = useMe();
  const { grants } = accounts_of(useClient());
  const { items, first, loading, error, next, more, reload } = useList<GivenGrant, Page<GivenGrant>>(
    `grants of ${person.id}`,
    (after, signal) => grants({ person: person.id, limit: 200, after }, signal),
    ["grants"],
  );
  const [gives, setGives] = useState(false);
  const may_give = can(me, "grants", "create") && person.active;
  return (
    <Section
      title={t("person.roles")}
      actions={
        may_give &&
        !gives && (
          <Button variant="default" size="xs" onClick={() => setGives(true)}>
            {t("grant.give")}
          </Button>
        )
      }
    >
      {gives && (
        <Give
          person={person}
          close={() => setGives(false)}
          given={() => {
            setGives(false);
            reload();
          }}
        />
      )}
      {error !== undefined && <Failed error={error} again={reload} />}
      {first ? (
        items.length > 0 ? (
          <Rows items={items} changed={reload} />
        ) : (
          <p className="quiet">{t("grant.none")}</p>
        )
      ) : (
        error === undefined && <Loading rows={2} />
      )}
      {next && (
        <Button variant="default" size="xs" loading={loading} onClick={more}>
          {t("list.more")}
        </Button>
      )}
    </Section>
  );
}

function Rows({ items, changed }: { items: readonly GivenGrant[]; changed: () => void }) {
  const { t } = useText();
  const { revoke } = accounts_of(useClient());
  const may_revoke = can(useMe(), "grants", "remove");
  return (
    <Table className="stacks">
      <Table.Tbody>
        {items.map((grant) => (
          <Table.Tr key={grant.id}>
            <Table.Td className="row-name">{t(`role.${grant.role}`)}</Table.Td>
            <Table.Td>
              <ScopeName id={grant.scope} />
            </Table.Td>
            <Table.Td>
              <Until until={grant.until} />
            </Table.Td>
            {may_revoke && (
              <Table.Td className="row-end">
                <Asking
                  small
                  label={t("grant.revoke")}
                  of={t(`role.${grant.role}`)}
                  title={t("grant.revoke_title")}
                  what={
                    <T
                      k="grant.revoke_asks"
                      name={<bdi>{grant.name}</bdi>}
                      role={<strong>{t(`role.${grant.role}`)}</strong>}
                      where={<ScopeName id={grant.scope} />}
                    />
                  }
                  act={(key) => revoke(grant.id, key)}
                  done={changed}
                />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Until({ until }: { until: number | null }) {
  const { t } = useText();
  if (until === null) return <>{t("settings.no_end")}</>;
  if (until <= Date.now())
    return (
      <span className="mark mark-warn">
        <T k="grant.over" day={<Day at={until} />} />
      </span>
    );
  return <T k="settings.until" day={<Day at={until} />} />;
}

function Give(props: { person: Person; close: () => void; given: () => void }) {
  const { t } = useText();
  const { give } = accounts_of(useClient());
  const [{ role, scope, day }, setTyped] = useState({ role: "", scope: props.person.scope, day: "" });
  const { busy, error, run, settle } = useAction();
  const change = (part: { role?: string; scope?: string; day?: string }) => {
    settle();
    setTyped({ role, scope, day, ...part });
  };
  const refused = refused_fields(error, { grant_until: "until" });
  const reason = useReason(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { person: props.person.id, role: role as Role, scope, until: end_of_day(day) };
    void run((key) => give(body, key), props.given);
  };
  return (
    <form onSubmit={submit} className="inset">
      <Stack gap="md">
        {error !== undefined && !refused.is_said && (
          <Alert color="red" role="alert">
            {reason}
          </Alert>
        )}
        <div className="form-grid">
          <NativeSelect
            label={t("grant.role")}
            description={role ? t(`role_hint.${role as Role}`) : undefined}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={role}
            error={refused.of("role")}
            onChange={(event) => change({ role: event.currentTarget.value })}
            data={[
              { value: "", label: t("form.choose") },
              ...roles.map((one) => ({ value: one, label: t(`role.${one}`) })),
            ]}
            required
          />
          <PlaceField
            label={t("grant.where")}
            value={scope}
            error={refused.of("scope")}
            change={(one) => change({ scope: one })}
            with_roles={["administrator"]}
          />
          <TextInput
            type="date"
            label={t("grant.until")}
            description={t("grant.until_hint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={day}
            min={iso_day(new Date())}
            error={refused.of("until")}
            onChange={(event) => change({ day: event.currentTarget.value })}
          />
        </div>
        <Group>
          <Button type="submit" loading={busy} disabled={role === "" || scope === ""}>
            {t("grant.give")}
          </Button>
          <Button variant="default" onClick={props.close}>
            {t("save.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
