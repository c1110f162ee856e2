import { Button, Fieldset, Group, NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import type { Language } from "../api/types";
import { iso_day } from "../parts/civil";
import { typed_dir } from "../parts/typed_dir";
import { useMe } from "../session/session";
import { directions } from "../text/catalogue";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { ChannelsField } from "./channels_field";
import type { Field, Kind } from "./kind";
import { offered } from "./kind";
import { LinkField } from "./link_field";
import { channels_in, most_characters, slots_of, text_in } from "./typed";
import type { Slot, Typed, Value } from "./typed";

export type Errors = Readonly<Record<string, string | undefined>>;

interface Group {
  title: Key | undefined;
  slots: Slot[];
}

/// The reader's own language first; what belongs together in a box.
function groups_of(kind: Kind, first: Language): Group[] {
  const groups: Group[] = [];
  for (const slot of slots_of(kind)) {
    if (slot.field.type === "owner") continue;
    const last = groups.at(-1);
    if (last && (!slot.field.group || slot.field.group === last.title)) last.slots.push(slot);
    else groups.push({ title: slot.field.group, slots: [slot] });
  }
  const rank = (slot: Slot) => (slot.language === first ? 0 : 1);
  return groups.map(({ title, slots }) => ({ title, slots: slots.toSorted((a, b) => rank(a) - rank(b)) }));
}

const is_wide = ({ type, ...field }: Field) =>
  type === "names" || type === "prose" || type === "channels" || "grades" in field;

export function Fields(props: {
  kind: Kind;
  about: string;
  typed: Typed;
  errors: Errors;
  change: (typed: Typed) => void;
}) {
  const { t, language } = useText();
  const { kind, typed, errors, change } = props;
  return groups_of(kind, language).map(({ title, slots }) => {
    const hint = slots[0]?.field.type === "names" ? slots[0].field.group_hint : undefined;
    return (
      <Fieldset key={title} legend={title && t(title)}>
        {hint && <p className="quiet">{t(hint)}</p>}
        <div className="form-grid">
          {slots.map((slot) => (
            <div key={slot.name} className={is_wide(slot.field) ? "form-wide" : undefined}>
              <SlotInput
                slot={slot}
                about={props.about}
                value={typed[slot.name] ?? ""}
                error={errors[slot.name]}
                change={(value) => change({ ...typed, [slot.name]: value })}
              />
            </div>
          ))}
        </div>
      </Fieldset>
    );
  });
}

function SlotInput(props: {
  slot: Slot;
  about: string;
  value: Value;
  error: string | undefined;
  change: (value: Value) => void;
}) {
  const { t } = useText();
  const me = useMe();
  const { slot, error, change } = props;
  const { field, name } = slot;
  const one = { [name]: props.value };
  const value = text_in(one, name);
  const common = {
    name,
    label: t(slot.label),
    description: field.hint && t(field.hint),
    inputWrapperOrder: ["label", "input", "description", "error"] as (
      "label" | "input" | "description" | "error"
    )[],
    error,
    value,
    required: field.required !== undefined && !slot.language,
  };
  switch (field.type) {
    case "channels":
      return <ChannelsField name={name} value={channels_in(one, name)} error={error} change={change} />;
    case "choice":
      return field.grades ? (
        <Grades field={field} name={name} value={value} error={error} change={change} />
      ) : (
        <NativeSelect
          {...common}
          onChange={(event) => change(event.currentTarget.value)}
          data={[
            { value: "", label: t(field.open ?? "form.choose") },
            ...offered(field, me).map((choice) => ({ value: choice, label: t(field.said(choice)) })),
          ]}
        />
      );
    case "link":
      return (
        <LinkField
          {...common}
          hint={common.description}
          none={t(field.none)}
          except={props.about}
          change={change}
        />
      );
    case "date":
      return <DayInput common={common} change={change} />;
    case "prose":
      return (
        <Textarea
          {...common}
          attributes={typed_dir(value)}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={field.most}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    default: {
      const is_ltr = field.type === "text" && field.ltr;
      return (
        <TextInput
          {...common}
          lang={slot.language}
          attributes={
            is_ltr ? { input: { dir: "ltr" } } : typed_dir(value, slot.language && directions[slot.language])
          }
          maxLength={(field.type === "text" && field.most) || most_characters}
          spellCheck={is_ltr ? false : undefined}
          autoComplete="off"
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    }
  }
}

function Grades(props: {
  field: Extract<Field, { type: "choice" }>;
  name: string;
  value: string;
  error: string | undefined;
  change: (value: string) => void;
}) {
  const { t } = useText();
  const { field, name } = props;
  return (
    <Radio.Group
      label={t(field.label)}
      description={field.hint && t(field.hint)}
      value={props.value}
      error={props.error}
      onChange={props.change}
    >
      <Group gap="lg" mt="xs">
        {field.grades && <Radio name={name} value="" label={t(field.grades)} />}
        {field.choices.map((one) => (
          <Radio key={one} name={name} value={one} label={t(field.said(one))} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/// The browser's own calendar: it knows the reader's order of day and month, and its keyboard.
function DayInput(props: {
  common: { name: string; label: string; value: string } & Record<string, unknown>;
  change: (value: string) => void;
}) {
  const { t } = useText();
  return (
    <div className="day-input">
      <TextInput
        {...props.common}
        inputWrapperOrder={["label", "description", "input", "error"]}
        type="date"
        onChange={(event) => props.change(event.currentTarget.value)}
      />
      <Button variant="default" onClick={() => props.change(iso_day(new Date()))}>
        {t("form.today")}
      </Button>
    </div>
  );
}
