import { useMemo } from "react";
import { useLoad } from "../api/use_load";
import type { ResourceName } from "../api/types";
import { kinds } from "../organisations/kinds";
import { Failed, Loading, Page } from "../parts/page";
import { useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { about_new, kept_draft } from "./draft";
import { Form } from "./form";
import { OrganisationName } from "./organisation_names";

/// A new item, or another version of one that there is.
export default function Edit(props: { kind: ResourceName; owner?: string; id?: string }) {
  const { t } = useText();
  const client = useClient();
  const person = useMe().person.id;
  const { id, owner } = props;
  const kind = kinds[props.kind];
  const about = id ?? about_new(owner);
  // A draft goes on from the version it began with, even when the line is down: saving finds out whether that is still
  // the newest.
  const found = useMemo(() => kept_draft(person, kind, about), [person, kind, about]);
  const wants = id !== undefined && !found;
  const { value, error, reload } = useLoad(about, async (signal) =>
    wants ? await client.item(kind.name, id, signal) : undefined,
  );
  return (
    <Page title={t(id ? kind.said.edit : kind.said.make)}>
      {owner && (
        <p className="page-of">
          <T k="thing.of" organisation={<OrganisationName id={owner} linked />} />
        </p>
      )}
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : wants && !value ? (
        <Loading rows={6} />
      ) : (
        <Form kind={kind} about={about} owner={owner} found={found} base={value} />
      )}
    </Page>
  );
}
