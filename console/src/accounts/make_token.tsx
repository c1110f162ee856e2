import { Alert, Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { accounts_of, token_uses } from "../api/accounts";
import type { MadeToken, Profile, Token } from "../api/accounts";
import { days_ago, iso_day } from "../parts/civil";
import { useReason } from "../parts/page";
import { Day } from "../parts/said";
import { Secret } from "../parts/secret";
import { typed_dir } from "../parts/typed_dir";
import { end_of_day } from "../parts/until";
import { is_about_proof, ProofFields, useProof } from "../profile/proof";
import { useAction } from "../resource/use_action";
import { useClient, useMe } from "../session/session";
import { name_in } from "../text/catalogue";
import { T, useText } from "../text/text";
import { own_places } from "./places";
import { refused_fields } from "./refused";

const first_days = 90;
const most_days = 365;
/// In days from today.
const day_in = (days: number) => iso_day(days_ago(-days));

/// A new token of one's own, shown once: made by whoever proves again that it is they.
export function MakeToken(props: { profile: Profile; made: () => void; close: () => void }) {
  const { t, language } = useText();
  const { make_token } = accounts_of(useClient());
  const places = own_places(useMe());
  const [typed, setTyped] = useState({
    name: "",
    scope: places[0]?.id ?? "",
    use: "read_only" as Token["use"],
    day: day_in(first_days),
  });
  const change = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const proof = useProof(props.profile);
  const [shown, setShown] = useState<MadeToken>();
  const { busy, error, run } = useAction();
  const refused = refused_fields(error, { token_until: "until", name_missing: "name" });
  const reason = useReason(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, scope, use, day } = typed;
    const until = end_of_day(day);
    if (until === null) return;
    void run(
      async () => setShown(await make_token({ name: name.trim(), scope, use, until, ...proof.proof() })),
      () => {
        proof.clear();
        props.made();
      },
    );
  };
  return (
    <form onSubmit={submit} className="inset">
      <Stack gap="md">
        {error !== undefined && !refused.is_said && !is_about_proof(error) && (
          <Alert color="red" role="alert">
            {reason}
          </Alert>
        )}
        <p className="quiet">{t("token.hint")}</p>
        <div className="form-grid">
          <TextInput
            label={t("token.name")}
            description={t("token.name_hint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={typed.name}
            error={refused.of("name")}
            onChange={(event) => change({ name: event.currentTarget.value })}
            autoComplete="off"
            maxLength={100}
            attributes={typed_dir(typed.name)}
            required
          />
          <NativeSelect
            label={t("token.scope")}
            value={typed.scope}
            error={refused.of("scope")}
            onChange={(event) => change({ scope: event.currentTarget.value })}
            data={places.map(({ id, names }) => ({ value: id, label: name_in(names, language).text || id }))}
          />
          <TextInput
            type="date"
            label={t("token.until")}
            value={typed.day}
            min={day_in(1)}
            max={day_in(most_days)}
            error={refused.of("until")}
            onChange={(event) => change({ day: event.currentTarget.value })}
            required
          />
          <Radio.Group
            label={t("token.use")}
            value={typed.use}
            onChange={(use) => change({ use: use as Token["use"] })}
          >
            <div className="choices">
              {token_uses.map((one) => (
                <Radio key={one} value={one} label={t(`token_use.${one}`)} />
              ))}
            </div>
          </Radio.Group>
        </div>
        <div className="form-stack form-narrow">
          <ProofFields proof={proof} error={error} />
        </div>
        <Group>
          <Button type="submit" loading={busy}>
            {t("token.make")}
          </Button>
          <Button variant="default" onClick={props.close}>
            {t("save.cancel")}
          </Button>
        </Group>
      </Stack>
      <Once token={shown} name={typed.name} close={props.close} />
    </form>
  );
}

function Once(props: { token: MadeToken | undefined; name: string; close: () => void }) {
  const { t } = useText();
  const { token } = props;
  return (
    <Modal
      opened={token !== undefined}
      onClose={props.close}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t("token.made")}
      size="lg"
      centered
    >
      {token && (
        <Stack gap="md">
          <Alert color="orange">
            <T k="token.once" name={<bdi>{props.name}</bdi>} day={<Day at={token.until} />} />
          </Alert>
          <Secret label={t("token.secret")} text={token.token} />
          <Group>
            <Button onClick={props.close} data-autofocus>
              {t("codes.kept")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
