// Where somebody belongs or a role holds: the nation, or an organisation.
import { NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import type { Me, Names, Role } from "../api/types";
import { Name } from "../parts/said";
import { LinkField } from "../resource/link_field";
import { OrganisationName } from "../resource/organisation_names";
import { useMe } from "../session/session";
import { name_in } from "../text/catalogue";
import { useText } from "../text/text";

export interface PlaceOfMine {
  id: string;
  names: Names;
}

/// Where the person holds a role, or one of these roles; each place once.
export function own_places(me: Me, with_roles?: readonly Role[]): PlaceOfMine[] {
  const found = new Map<string, PlaceOfMine>();
  for (const { role, scope } of me.roles) {
    if (!with_roles || with_roles.includes(role)) found.set(scope.id, scope);
  }
  return [...found.values()];
}

/// A place by its id: one's own are known, others are asked for.
export function ScopeName({ id }: { id: string }) {
  const own = own_places(useMe()).find((one) => one.id === id);
  return own ? <Name names={own.names} /> : <OrganisationName id={id} />;
}

const of_others = "other";

/// One of one's own places, or any organisation.
export function PlaceField(props: {
  label: string;
  hint?: string;
  value: string;
  error?: string | undefined;
  change: (id: string) => void;
  with_roles: readonly Role[];
}) {
  const { t, language } = useText();
  const own = own_places(useMe(), props.with_roles);
  const is_own = own.some(({ id }) => id === props.value);
  const [other, setOther] = useState(props.value !== "" && !is_own);
  return (
    <Stack gap="xs">
      <NativeSelect
        label={props.label}
        description={props.hint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={other ? of_others : props.value}
        error={other ? undefined : props.error}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setOther(chosen === of_others);
          props.change(chosen === of_others ? "" : chosen);
        }}
        data={[
          ...(props.value === "" && !other ? [{ value: "", label: t("form.choose") }] : []),
          ...own.map(({ id, names }) => ({ value: id, label: name_in(names, language).text || id })),
          { value: of_others, label: t("where.organisation") },
        ]}
        required
      />
      {other && (
        <LinkField
          label={t("where.which")}
          hint={t("organisation.parent_hint")}
          none={t("import.owner_none")}
          value={props.value}
          error={props.error}
          change={props.change}
        />
      )}
    </Stack>
  );
}
