// What the ways in by a link have in common: a refusal said in place, and the code that is asked for when all else was right.
import { Alert, TextInput } from "@mantine/core";
import { useState } from "react";
import { LineLost, Refusal } from "../api/client";
import type { Credentials } from "../api/client";
import { typed_dir } from "../parts/typed_dir";
import { latin_digits } from "../text/catalogue";
import { useText } from "../text/text";
import { useSession } from "./session";

/// As it is sent: whatever its digits were, without spaces; nothing where nothing was typed.
export function code_of(typed: string): { code?: string } {
  const code = latin_digits(typed).replace(/\s/g, "");
  return code === "" ? {} : { code };
}

export function CodeInput(props: {
  value: string;
  change: (code: string) => void;
  label?: string;
  hint?: string;
  error?: string | undefined;
  required?: boolean;
}) {
  const { t } = useText();
  return (
    <TextInput
      label={props.label ?? t("sign_in.code")}
      description={props.hint ?? t("sign_in.code_hint")}
      value={props.value}
      error={props.error}
      onChange={(event) => props.change(event.currentTarget.value)}
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={32}
      required={props.required ?? false}
      attributes={typed_dir(props.value)}
    />
  );
}

/// What a refusal says: its sentence, and the code by which a form knows where it belongs.
export interface Said {
  code: string | undefined;
  text: string;
}

export function useEntry(refused: string, done: () => void) {
  const { t } = useText();
  const { sign_in } = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Said>();
  const [asks_code, setAsksCode] = useState(false);
  const enter = async (with_what: Credentials) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await sign_in(with_what);
      done();
    } catch (error) {
      const problem = error instanceof Refusal ? error.problem : undefined;
      if (problem?.code === "sign_in_code_needed") setAsksCode(true);
      const text = error instanceof LineLost ? t("line.no_answer") : (problem?.detail ?? refused);
      setRefusal({ code: problem?.code, text });
      setBusy(false);
    }
  };
  return { busy, refusal, asks_code, enter };
}

export function Refused(props: { refusal: Said | undefined }) {
  if (!props.refusal) return null;
  const is_question = props.refusal.code === "sign_in_code_needed";
  return (
    <Alert color={is_question ? "sea" : "red"} role="alert">
      {props.refusal.text}
    </Alert>
  );
}
