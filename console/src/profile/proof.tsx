import { PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { Profile, Proof } from "../api/accounts";
import { Refusal } from "../api/client";
import { code_of, CodeInput } from "../session/entry";
import { useText } from "../text/text";

/// What proves that it is oneself: the password, and the code where there is a second factor.
export function useProof(profile: Profile) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  return {
    password,
    code,
    asks_code: profile.second_factor,
    setPassword,
    setCode,
    proof: (): Proof => ({ password, ...(profile.second_factor ? code_of(code) : {}) }),
    clear: () => {
      setPassword("");
      setCode("");
    },
  };
}

export const is_about_proof = (error: unknown) =>
  error instanceof Refusal && (error.problem.code?.startsWith("self_proof_") ?? false);

export function ProofFields({ proof, error }: { proof: ReturnType<typeof useProof>; error: unknown }) {
  const { t } = useText();
  const said = is_about_proof(error) ? (error as Refusal).problem.detail : undefined;
  return (
    <>
      <PasswordInput
        label={t("proof.password")}
        description={t("proof.hint")}
        value={proof.password}
        error={said}
        onChange={(event) => proof.setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password"), tabIndex: 0 }}
        required
      />
      {proof.asks_code && (
        <CodeInput value={proof.code} change={proof.setCode} hint={t("proof.code_hint")} required />
      )}
    </>
  );
}
