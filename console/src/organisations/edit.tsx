import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import type { FormEvent } from "react";
import { Refusal } from "../api/client";
import type { Organisation, OrganisationFields } from "../api/types";
import { useLoad } from "../api/use_load";
import { Failed, Loading, Page, useReason } from "../parts/page";
import { go } from "../parts/route";
import { Time } from "../parts/said";
import { useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Conflict } from "./conflict";
import { forget_draft, keep_draft, kept_draft, new_draft } from "./draft";
import type { Draft } from "./draft";
import { complaints, nothing_typed, slots, typed_of } from "./fields";
import type { Slot, Typed } from "./fields";
import { Fields } from "./form_fields";
import { useSaving } from "./use_saving";

/// A new organisation, or another version of one that there is.
export default function Edit({ id }: { id?: string }) {
  const { t } = useText();
  const client = useClient();
  const person = useMe().person.id;
  // A draft goes on from the version it began with, even when the line is down: saving finds out whether that is still
  // the newest.
  const found = useMemo(() => kept_draft(person, id ?? "new"), [person, id]);
  const wants = id !== undefined && !found;
  const { value, error, reload } = useLoad(id ?? "new", async (signal) =>
    wants ? await client.organisation(id, signal) : undefined,
  );
  const title = id ? t("organisation.edit") : t("organisation.new");
  return (
    <Page title={title}>
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : wants && !value ? (
        <Loading rows={6} />
      ) : (
        <Form about={id ?? "new"} found={found} base={value} />
      )}
    </Page>
  );
}

function Form(props: { about: string; found: Draft | undefined; base: Organisation | undefined }) {
  const { t } = useText();
  const person = useMe().person.id;
  const { about } = props;
  const fresh = () => new_draft(props.base ? typed_of(props.base) : nothing_typed, props.base);
  const [draft, setDraft] = useState(() => props.found ?? fresh());
  const newest = useRef(draft);
  const [is_kept, setIsKept] = useState(true);
  const [leaving, setLeaving] = useState(false);
  const [shows_complaints, setShowsComplaints] = useState(false);
  const take = useCallback((next: Draft) => {
    newest.current = next;
    setDraft(next);
  }, []);
  const saved = useCallback((one: Organisation) => go(`/organisations/${one.id}`, "replace"), []);
  const { saving, start, settle } = useSaving(about, newest, take, saved);
  const change = (typed: Typed) => {
    const next = { ...newest.current, typed, at: Date.now() };
    setIsKept(keep_draft(person, about, next));
    take(next);
  };
  const leave = () => go(about === "new" ? "/organisations" : `/organisations/${about}`, "replace");
  const discard = () => {
    forget_draft(person, about);
    leave();
  };
  const has_typed = kept_draft(person, about) !== undefined || !is_kept;
  const missing = complaints(draft.typed);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setShowsComplaints(true);
    const first = slots.find((slot) => missing[slot]);
    if (!first) void start();
    else event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  if (saving.is === "conflict")
    return (
      <Conflict
        base={draft.base}
        mine={draft.typed}
        theirs={saving.theirs}
        decided={(fields: OrganisationFields) => {
          const next = { ...newest.current, typed: typed_of(fields), base: saving.theirs };
          keep_draft(person, about, next);
          take(next);
          void start();
        }}
        back={settle}
      />
    );
  const told = told_by_server(saving.is === "refused" ? saving.error : undefined);
  const errors = Object.fromEntries(
    slots.map((slot) => [
      slot,
      told[slot] ?? (shows_complaints && missing[slot] ? t(missing[slot]) : undefined),
    ]),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {props.found && (
          <Alert color="sea" title={t("draft.found")}>
            <Group justify="space-between">
              <span>
                <T k="draft.found_at" at={<Time at={props.found.at} />} />
              </span>
              <Button variant="default" size="xs" onClick={discard}>
                {t("draft.discard")}
              </Button>
            </Group>
          </Alert>
        )}
        {!is_kept && <Alert color="orange">{t("draft.not_kept")}</Alert>}
        <Fields about={about} typed={draft.typed} errors={errors} change={change} />
        <Stack className="form-foot" gap="sm">
          {saving.is === "refused" && <Refused error={saving.error} />}
          {saving.is === "waiting" && (
            <Alert color="orange" role="status" title={t("save.waiting")}>
              {t("save.waiting_hint")}
            </Alert>
          )}
          {leaving ? (
            <Leave discard={discard} keep={leave} stay={() => setLeaving(false)} />
          ) : (
            <Group>
              <Button type="submit" loading={saving.is === "sending"}>
                {saving.is === "waiting" ? t("line.try_now") : t("save.do")}
              </Button>
              <Button variant="default" onClick={has_typed ? () => setLeaving(true) : leave}>
                {t("save.cancel")}
              </Button>
              <Text size="sm" c="dimmed" className="form-hint">
                {t("draft.kept_hint")}
              </Text>
            </Group>
          )}
        </Stack>
      </Stack>
    </form>
  );
}

/// What was typed is thrown away only by who says so.
function Leave(props: { discard: () => void; keep: () => void; stay: () => void }) {
  const { t } = useText();
  return (
    <Group role="group" aria-label={t("draft.leave")}>
      <Text>{t("draft.leave")}</Text>
      <Button color="red.9" onClick={props.discard}>
        {t("draft.discard")}
      </Button>
      <Button variant="default" onClick={props.keep}>
        {t("draft.keep")}
      </Button>
      <Button variant="subtle" onClick={props.stay} autoFocus>
        {t("draft.stay")}
      </Button>
    </Group>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useText();
  return (
    <Alert color="red" role="alert" title={t("save.refused")}>
      {useReason(error)}
    </Alert>
  );
}

/// What the server said about single fields.
function told_by_server(error: unknown): Partial<Record<Slot, string>> {
  const told = error instanceof Refusal ? (error.problem.errors ?? []) : [];
  return Object.fromEntries(
    told.map(({ field, detail }) => [field === "names" ? "names.en" : field, detail]),
  );
}
