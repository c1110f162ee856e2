import { PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "../text/text";

export interface NewPasswordState {
  value: string;
  again: string;
  complaint: "missing" | "differs" | undefined;
  change: (value: string) => void;
  change_again: (value: string) => void;
  /// Whether it can be sent; what is wrong is said from then on.
  check: () => boolean;
  clear: () => void;
}

export function complaint_of(value: string, again: string): NewPasswordState["complaint"] {
  if (value === "") return "missing";
  return value === again ? undefined : "differs";
}

export function useNewPassword(): NewPasswordState {
  const [value, setValue] = useState("");
  const [again, setAgain] = useState("");
  const [checks, setChecks] = useState(false);
  const complaint = complaint_of(value, again);
  return {
    value,
    again,
    complaint: checks ? complaint : undefined,
    change: setValue,
    change_again: setAgain,
    check: () => {
      setChecks(true);
      return complaint === undefined;
    },
    clear: () => {
      setValue("");
      setAgain("");
      setChecks(false);
    },
  };
}

/// Typed twice: a slip of the finger would keep its owner out. The rules are the server's, which says what is amiss.
export function NewPassword(props: { password: NewPasswordState; error: string | undefined }) {
  const { t } = useText();
  const { value, again, complaint, change, change_again } = props.password;
  const toggle = { "aria-label": t("sign_in.show_password"), tabIndex: 0 };
  return (
    <>
      <PasswordInput
        label={t("password.next")}
        description={t("password.rules")}
        value={value}
        error={props.error ?? (complaint === "missing" ? t("password.missing") : undefined)}
        onChange={(event) => change(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        required
      />
      <PasswordInput
        label={t("password.again")}
        value={again}
        error={complaint === "differs" ? t("password.differs") : undefined}
        onChange={(event) => change_again(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        required
      />
    </>
  );
}
