import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useLoad } from "../api/use_load";
import { typed_dir } from "../parts/typed_dir";
import { useClient } from "../session/session";
import { name_in } from "../text/catalogue";
import { useText } from "../text/text";

const most_offered = 20;

/// An organisation, found by typing a part of its name in any language.
export function LinkField(props: {
  name?: string;
  label: string;
  hint?: string | undefined;
  /// What choosing none is called.
  none: string;
  /// This one is not offered: nothing is a part of itself.
  except?: string;
  value: string;
  error?: string | undefined;
  change: (id: string) => void;
}) {
  const { t, language } = useText();
  const client = useClient();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const chosen = useLoad(props.value, async (signal) =>
    props.value ? await client.item("organisations", props.value, signal) : undefined,
  ).value;
  const shown = chosen ? name_in(chosen.names, language).text : "";
  // The name of the one that is chosen stands in the box; that is not a search.
  const q = asked === shown ? "" : asked;
  const { value } = useLoad(q, (signal) =>
    client.list("organisations", { q, limit: most_offered, sort: "name" }, signal),
  );
  const offered = (value?.items ?? []).filter((one) => one.id !== props.except);
  const all = chosen && !offered.some((one) => one.id === chosen.id) ? [chosen, ...offered] : offered;
  return (
    <Select
      name={props.name ?? ""}
      label={props.label}
      description={props.hint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      attributes={typed_dir(typed || shown)}
      searchable
      clearable
      clearButtonProps={{ "aria-label": props.none }}
      nothingFoundMessage={t("palette.nothing")}
      filter={({ options }) => options}
      data={all.map((one) => ({ value: one.id, label: name_in(one.names, language).text || one.id }))}
      value={props.value || null}
      error={props.error}
      onChange={(id) => props.change(id ?? "")}
      onSearchChange={setTyped}
    />
  );
}
