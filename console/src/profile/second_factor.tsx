import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { accounts_of } from "../api/accounts";
import type { FactorOffer, Profile, Proof } from "../api/accounts";
import { Refusal } from "../api/client";
import { Failed } from "../parts/page";
import { Qr } from "../parts/qr";
import { Secret } from "../parts/secret";
import { Section } from "../parts/section";
import { useAction } from "../resource/use_action";
import { code_of, CodeInput } from "../session/entry";
import { useClient, useMe, useSession } from "../session/session";
import { useText } from "../text/text";
import type { Key } from "../text/catalogue";
import { Codes } from "./codes";
import { is_about_proof, ProofFields, useProof } from "./proof";

type Step =
  | { is: "rest" }
  | { is: "proves"; wants: "begin" | "drop" | "codes" }
  | { is: "offered"; offer: FactorOffer };

const labels: Record<"begin" | "drop" | "codes", Key> = {
  begin: "factor.begin",
  drop: "factor.drop",
  codes: "codes.renew",
};

/// An app that gives codes, and codes on paper for the day when the telephone is gone.
export function SecondFactor(props: { profile: Profile; changed: () => void }) {
  const { t } = useText();
  const accounts = accounts_of(useClient());
  const { profile } = props;
  const [step, setStep] = useState<Step>({ is: "rest" });
  const [codes, setCodes] = useState<string[]>();
  const rest = () => setStep({ is: "rest" });
  const prove = async (wants: "begin" | "drop" | "codes", proof: Proof) => {
    if (wants === "begin") return setStep({ is: "offered", offer: await accounts.begin_factor(proof) });
    if (wants === "drop") await accounts.drop_factor(proof);
    else setCodes((await accounts.renew_codes(proof)).recovery_codes);
    rest();
    props.changed();
  };
  const begins = (wants: "begin" | "drop" | "codes") => (
    <Button variant="default" size="xs" onClick={() => setStep({ is: "proves", wants })}>
      {t(wants === "begin" && profile.second_factor ? "factor.again" : labels[wants])}
    </Button>
  );
  return (
    <Section title={t("factor.title")}>
      <p className={profile.second_factor ? "said-good" : "quiet"}>
        {t(profile.second_factor ? "factor.on" : "factor.off")}
      </p>
      {profile.second_factor && (
        <p className="quiet">{t("codes.left", { n: profile.recovery_codes_left })}</p>
      )}
      {step.is === "rest" && (
        <Group gap="xs" className="no-print">
          {begins("begin")}
          {profile.second_factor && begins("codes")}
          {profile.second_factor && begins("drop")}
        </Group>
      )}
      {step.is === "proves" && (
        <Prove
          key={step.wants}
          profile={profile}
          label={t(labels[step.wants])}
          prove={(proof) => prove(step.wants, proof)}
          close={rest}
        />
      )}
      {step.is === "offered" && (
        <Confirm
          offer={step.offer}
          close={rest}
          confirmed={(made) => {
            setCodes(made);
            rest();
            props.changed();
          }}
        />
      )}
      <Codes codes={codes} account={profile.account} close={() => setCodes(undefined)} />
    </Section>
  );
}

function Prove(props: {
  profile: Profile;
  label: string;
  prove: (proof: Proof) => Promise<void>;
  close: () => void;
}) {
  const { t } = useText();
  const proof = useProof(props.profile);
  const { busy, error, run } = useAction();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(
      () => props.prove(proof.proof()),
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit} className="form-stack form-narrow">
      {error !== undefined && !is_about_proof(error) && <Failed error={error} />}
      <ProofFields proof={proof} error={error} />
      <Group>
        <Button type="submit" loading={busy}>
          {props.label}
        </Button>
        <Button variant="default" onClick={props.close}>
          {t("save.cancel")}
        </Button>
      </Group>
    </form>
  );
}

/// In groups of four, as one types them.
export const in_fours = (secret: string) => secret.replace(/(.{4})(?=.)/g, "$1 ");

function Confirm(props: { offer: FactorOffer; confirmed: (codes: string[]) => void; close: () => void }) {
  const { t } = useText();
  const { confirm_factor } = accounts_of(useClient());
  const { take } = useSession();
  const me = useMe();
  const { offer } = props;
  const [code, setCode] = useState("");
  const { busy, error, run } = useAction();
  const wrong = error instanceof Refusal && error.problem.code === "totp_wrong";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    let codes: string[] = [];
    void run(
      async () => {
        const answer = await confirm_factor(code_of(code).code ?? "");
        codes = answer.recovery_codes;
        take({ ...me, csrf: answer.csrf });
      },
      () => props.confirmed(codes),
    );
  };
  return (
    <Stack gap="md">
      <p className="tight">{t(offer.qr_svg ? "factor.step_qr" : "factor.step_key")}</p>
      {offer.qr_svg && <Qr svg={offer.qr_svg} label={t("factor.qr")} />}
      <Secret label={t("factor.key")} text={in_fours(offer.secret)} />
      <Secret label={t("factor.uri")} text={offer.uri} />
      <p className="tight no-print">
        <a href={offer.uri} className="link">
          {t("factor.open")}
        </a>
      </p>
      <form onSubmit={submit} className="form-stack form-narrow">
        {error !== undefined && !wrong && <Failed error={error} />}
        <CodeInput
          value={code}
          change={setCode}
          label={t("factor.code")}
          hint={t("factor.code_hint")}
          error={wrong ? error.problem.detail : undefined}
          required
        />
        <Group>
          <Button type="submit" loading={busy}>
            {t("factor.confirm")}
          </Button>
          <Button variant="default" onClick={props.close}>
            {t("save.cancel")}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
