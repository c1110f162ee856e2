import { Button, Table } from "@mantine/core";
import { useState } from "react";
import { accounts_of } from "../api/accounts";
import type { Person, Profile, Token } from "../api/accounts";
import { useLoad } from "../api/use_load";
import { Asking } from "../parts/asking";
import { Failed, Loading } from "../parts/page";
import { Day } from "../parts/said";
import { Section } from "../parts/section";
import { can, useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { MakeToken } from "./make_token";
import { ScopeName } from "./places";

/// What programs come in with in somebody's name: another person's, or with `profile` one's own, who makes new ones too.
export function Tokens({ person, profile }: { person?: Person; profile?: Profile }) {
  const { t } = useText();
  const me = useMe();
  const { tokens, revoke_token } = accounts_of(useClient());
  const [makes, setMakes] = useState(false);
  const { value, error, reload } = useLoad(`tokens ${person?.id ?? ""}`, (signal) =>
    tokens(person?.id, signal),
  );
  const may_revoke = !person || can(me, "tokens", "remove");
  return (
    <Section
      title={t("tokens.title")}
      actions={
        profile &&
        !makes && (
          <Button variant="default" size="xs" onClick={() => setMakes(true)}>
            {t("token.new")}
          </Button>
        )
      }
    >
      {makes && profile && <MakeToken profile={profile} made={reload} close={() => setMakes(false)} />}
      {error !== undefined && <Failed error={error} again={reload} />}
      {!value && error === undefined && <Loading rows={1} />}
      {value && value.items.length === 0 && (
        <p className="quiet">{t(person ? "tokens.none" : "tokens.none_own")}</p>
      )}
      {value && value.items.length > 0 && (
        <Table className="stacks">
          <Table.Tbody>
            {value.items.map((token) => (
              <Row
                key={token.id}
                token={token}
                revoke={may_revoke ? () => revoke_token(token.id, person?.id) : undefined}
                changed={reload}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function Row(props: { token: Token; revoke: (() => Promise<void>) | undefined; changed: () => void }) {
  const { t } = useText();
  const { token } = props;
  return (
    <Table.Tr>
      <Table.Td>
        <bdi className="row-name">{token.name}</bdi>
        <div className="quiet">{t(`token_use.${token.use}`)}</div>
      </Table.Td>
      <Table.Td>
        <ScopeName id={token.scope} />
      </Table.Td>
      <Table.Td>
        <T k="settings.until" day={<Day at={token.until} />} />
        <div className="quiet">
          {token.used === null ? t("token.never_used") : <T k="token.used" day={<Day at={token.used} />} />}
        </div>
      </Table.Td>
      {props.revoke && (
        <Table.Td className="row-end">
          <Asking
            small
            label={t("grant.revoke")}
            of={token.name}
            title={t("token.revoke_title")}
            what={<T k="token.revoke_asks" name={<bdi>{token.name}</bdi>} />}
            act={props.revoke}
            done={props.changed}
          />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
