import { Button, Group } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { accounts_of } from "../api/accounts";
import type { Profile } from "../api/accounts";
import { Refusal } from "../api/client";
import { Failed } from "../parts/page";
import { Section } from "../parts/section";
import { useAction } from "../resource/use_action";
import { NewPassword, useNewPassword } from "../session/new_password";
import { useClient, useSession } from "../session/session";
import { useText } from "../text/text";
import { is_about_proof, ProofFields, useProof } from "./proof";

export function Password(props: { profile: Profile; changed: () => void }) {
  const { t } = useText();
  const [opened, setOpened] = useState(false);
  const [is_done, setIsDone] = useState(false);
  return (
    <Section
      title={t("sign_in.password")}
      actions={
        !opened && (
          <Button variant="default" size="xs" onClick={() => setOpened(true)}>
            {t("password.do")}
          </Button>
        )
      }
    >
      {opened ? (
        <ChangePassword
          profile={props.profile}
          close={() => setOpened(false)}
          done={() => {
            setOpened(false);
            setIsDone(true);
            props.changed();
          }}
        />
      ) : (
        <p role="status" className={is_done ? "said-good" : "quiet"}>
          {t(is_done ? "password.done" : "password.hint")}
        </p>
      )}
    </Section>
  );
}

function ChangePassword(props: { profile: Profile; close: () => void; done: () => void }) {
  const { t } = useText();
  const { change_password } = accounts_of(useClient());
  const { take } = useSession();
  const proof = useProof(props.profile);
  const next = useNewPassword();
  const { busy, error, run } = useAction();
  const code = error instanceof Refusal ? (error.problem.code ?? "") : "";
  const about_next = code.startsWith("password_") ? (error as Refusal).problem.detail : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!next.check()) return;
    void run(
      // It ends every other session, and this one goes on under a new token.
      async () => take(await change_password({ ...proof.proof(), next: next.value })),
      props.done,
    );
  };
  return (
    <form onSubmit={submit} className="form-stack form-narrow">
      {error !== undefined && !about_next && !is_about_proof(error) && <Failed error={error} />}
      <ProofFields proof={proof} error={error} />
      <NewPassword password={next} error={about_next} />
      <Group>
        <Button type="submit" loading={busy}>
          {t("password.do")}
        </Button>
        <Button variant="default" onClick={props.close}>
          {t("save.cancel")}
        </Button>
      </Group>
    </form>
  );
}
