import { Switch } from "@mantine/core";
import { useState } from "react";
import { is_shared, share } from "../parts/kept";
import { useText } from "../text/text";

/// Whoever signs in on a computer that is not theirs leaves nothing on it.
export function SharedComputer() {
  const { t } = useText();
  const [is_so, setIsSo] = useState(is_shared());
  return (
    <Switch
      label={t("shared.label")}
      description={t("shared.hint")}
      checked={is_so}
      onChange={(event) => {
        share(event.currentTarget.checked);
        setIsSo(event.currentTarget.checked);
      }}
    />
  );
}
