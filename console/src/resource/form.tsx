import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useCallback, useRef, useState } from "react";
import type { FormEvent } from "react";
import { Refusal } from "../api/client";
import type { Item } from "../api/types";
import { useReason } from "../parts/page";
import { go } from "../parts/route";
import { Time } from "../parts/said";
import { useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Conflict } from "./conflict";
import { forget_draft, is_new, keep_draft, kept_draft, new_draft } from "./draft";
import type { Draft } from "./draft";
import { Fields } from "./form_fields";
import type { Errors } from "./form_fields";
import type { Kind } from "./kind";
import { item_path, list_path, owner_of } from "./kind";
import { complaints, nothing_typed, slots_of, typed_of } from "./typed";
import type { Typed } from "./typed";
import { useSaving } from "./use_saving";

interface FormProps {
  kind: Kind;
  about: string;
  owner: string | undefined;
  found: Draft | undefined;
  base: Item | undefined;
}

/// The draft that is being typed, kept with every key.
function useDraft({ kind, about, owner, found, base }: FormProps) {
  const person = useMe().person.id;
  const [draft, setDraft] = useState(
    () => found ?? new_draft(base ? typed_of(kind, base) : nothing_typed(kind, owner), base),
  );
  const newest = useRef(draft);
  const [is_kept, setIsKept] = useState(true);
  const take = useCallback((next: Draft) => {
    newest.current = next;
    setDraft(next);
  }, []);
  const change = (typed: Typed) => {
    const next = { ...newest.current, typed, at: Date.now() };
    setIsKept(keep_draft(person, kind, about, next));
    take(next);
  };
  const has_typed = kept_draft(person, kind, about) !== undefined || !is_kept;
  return { draft, newest, is_kept, has_typed, take, change };
}

export function Form(props: FormProps) {
  const { t } = useText();
  const person = useMe().person.id;
  const { kind, about, owner } = props;
  const { draft, newest, is_kept, has_typed, take, change } = useDraft(props);
  const [leaving, setLeaving] = useState(false);
  const [shows_complaints, setShowsComplaints] = useState(false);
  const saved = useCallback(
    (one: Item) =>
      go(
        kind.lands === "list" ? list_path(kind, owner_of(one)) : item_path(kind, owner_of(one), one.id),
        "replace",
      ),
    [kind],
  );
  const { saving, start, settle } = useSaving(kind, about, newest, take, saved);
  const leave = () =>
    go(
      is_new(about) || kind.lands === "list" ? list_path(kind, owner) : item_path(kind, owner ?? "", about),
      "replace",
    );
  const discard = () => {
    forget_draft(person, kind, about);
    leave();
  };
  const missing = complaints(kind, draft.typed);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setShowsComplaints(true);
    const first = slots_of(kind).find(({ name }) => missing[name]);
    if (!first) void start();
    else event.currentTarget.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus();
  };
  if (saving.is === "conflict")
    return (
      <Conflict
        kind={kind}
        base={draft.base}
        mine={draft.typed}
        theirs={saving.theirs}
        decided={(typed) => {
          const next = { ...newest.current, typed, base: saving.theirs };
          keep_draft(person, kind, about, next);
          take(next);
          void start();
        }}
        back={settle}
      />
    );
  const told = told_by_server(kind, saving.is === "refused" ? saving.error : undefined);
  const errors = Object.fromEntries(
    slots_of(kind).map(({ name }) => [
      name,
      told[name] ?? (shows_complaints && missing[name] ? t(missing[name]) : undefined),
    ]),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {props.found && <Found at={props.found.at} discard={discard} />}
        {!is_kept && <Alert color="orange">{t("draft.not_kept")}</Alert>}
        <Fields kind={kind} about={about} typed={draft.typed} errors={errors} change={change} />
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

function Found(props: { at: number; discard: () => void }) {
  const { t } = useText();
  return (
    <Alert color="sea" title={t("draft.found")}>
      <Group justify="space-between">
        <span>
          <T k="draft.found_at" at={<Time at={props.at} />} />
        </span>
        <Button variant="default" size="xs" onClick={props.discard}>
          {t("draft.discard")}
        </Button>
      </Group>
    </Alert>
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

/// What the server said about single fields; of a part of one ("channels[0].address"), with the field.
function told_by_server(kind: Kind, error: unknown): Errors {
  const told = error instanceof Refusal ? (error.problem.errors ?? []) : [];
  const slots = slots_of(kind);
  return Object.fromEntries(
    told.map(({ field, detail }) => {
      const slot =
        slots.find(({ name }) => name === field) ?? slots.find((one) => field.startsWith(one.field.name));
      return [slot?.name ?? field, detail];
    }),
  );
}
