import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useLoad } from "../api/use_load";
import { typed_dir } from "../parts/typed_dir";
import { useClient } from "../session/session";
import { name_in } from "../text/catalogue";
import { useText } from "../text/text";

const most_offered = 20;

/// The organisation that this one belongs to, found by typing a part of its name in any language.
export function ParentField(props: {
  about: string;
  value: string | null;
  error: string | undefined;
  change: (parent: string | null) => void;
}) {
  const { t, language } = useText();
  const client = useClient();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const chosen = useLoad(props.value ?? "", async (signal) =>
    props.value ? await client.organisation(props.value, signal) : undefined,
  ).value;
  const shown = chosen ? name_in(chosen.names, language).text : "";
  // The name of the one that is chosen stands in the box; that is not a search.
  const q = asked === shown ? "" : asked;
  const { value } = useLoad(q, (signal) =>
    client.organisations({ q, limit: most_offered, sort: "name" }, signal),
  );
  const offered = (value?.items ?? []).filter((one) => one.id !== props.about);
  const all = chosen && !offered.some((one) => one.id === chosen.id) ? [chosen, ...offered] : offered;
  return (
    <Select
      label={t("organisation.parent")}
      description={t("organisation.parent_hint")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      attributes={typed_dir(typed || shown)}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("organisation.no_parent") }}
      nothingFoundMessage={t("palette.nothing")}
      filter={({ options }) => options}
      data={all.map((one) => ({ value: one.id, label: name_in(one.names, language).text || one.id }))}
      value={props.value}
      error={props.error}
      onChange={props.change}
      onSearchChange={setTyped}
    />
  );
}
