import { Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import type { WhoAnswer } from "../api/types";
import { useLoad } from "../api/use_load";
import { copy_text } from "../parts/copy";
import { Icon } from "../parts/icons";
import { Failed, Loading, Page } from "../parts/page";
import { go, Link, useSearch } from "../parts/route";
import { Name } from "../parts/said";
import { typed_dir } from "../parts/typed_dir";
import { useClient } from "../session/session";
import { T, useText } from "../text/text";
import { ContactLine } from "./contact_line";
import { PlacePages } from "./place_pages";
import { who_text } from "./who_text";

/// From an address, a domain, a product or a sector to those who must be told, with the reason.
export default function Who() {
  const { t } = useText();
  const client = useClient();
  const asked = new URLSearchParams(useSearch()).get("q") ?? "";
  const [typed, setTyped] = useState(asked);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(asked), [asked]);
  useEffect(() => {
    if (asked === "") box.current?.focus();
  }, []);
  const { value, error, reload } = useLoad(asked, async (signal) =>
    asked === "" ? undefined : await client.who(asked, signal),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = typed.trim();
    go("/organisations/who" + (q ? `?${new URLSearchParams({ q })}` : ""), "replace");
  };
  return (
    <Page title={t("who.title")} wide>
      <PlacePages />
      <Stack gap="md">
        <form role="search" className="who-ask no-print" onSubmit={submit}>
          <TextInput
            ref={box}
            label={t("who.ask")}
            description={t("who.hint")}
            inputWrapperOrder={["label", "input", "description"]}
            type="search"
            attributes={typed_dir(typed)}
            autoComplete="off"
            spellCheck={false}
            data-page-search
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" leftSection={<Icon name="who" size={18} />}>
            {t("who.do")}
          </Button>
        </form>
        {error !== undefined ? (
          <Failed error={error} again={reload} />
        ) : asked === "" ? null : value ? (
          <Answer answer={value} />
        ) : (
          <Loading rows={4} />
        )}
      </Stack>
    </Page>
  );
}

function Answer({ answer }: { answer: WhoAnswer }) {
  const text = useText();
  const { t } = text;
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  const { question, items } = answer;
  const copy = async () => setCopied((await copy_text(who_text(answer, text))) ? "yes" : "failed");
  return (
    <>
      <Group justify="space-between" align="center">
        <Text role="status">
          <T
            k={`who_question.${question.kind}`}
            value={
              <bdi dir="auto" className="who-value">
                {question.value}
              </bdi>
            }
          />{" "}
          <span className="quiet">{t("who.count", { n: items.length })}</span>
        </Text>
        {items.length > 0 && (
          <Group gap="xs" className="no-print">
            <span role="status" className="quiet">
              {copied !== "no" && t(copied === "yes" ? "copy.done" : "copy.failed")}
            </span>
            <Button
              variant="default"
              leftSection={<Icon name="copy" size={16} />}
              onClick={() => void copy()}
            >
              {t("copy.do")}
            </Button>
            <Button
              variant="default"
              leftSection={<Icon name="print" size={16} />}
              onClick={() => window.print()}
            >
              {t("print.do")}
            </Button>
          </Group>
        )}
      </Group>
      {answer.notes?.map(({ code, text: said }) => (
        <p key={code} className="quiet" dir="auto">
          {said}
        </p>
      ))}
      {items.length === 0 && (
        <Paper withBorder p="xl" className="empty">
          <Icon name="who" size={40} />
          <p>{t("who.nobody")}</p>
          <Link to="/organisations/networks" className="link">
            {t("network.all")}
          </Link>
        </Paper>
      )}
      {items.map((one) => (
        <Organisation key={one.organisation.id} {...one} />
      ))}
      {answer.more && <p role="status">{t("who.more")}</p>}
    </>
  );
}

function Organisation({ organisation, reason, contacts: people }: WhoAnswer["items"][number]) {
  const { t } = useText();
  return (
    <Paper withBorder p="lg" component="section" className="who-one">
      <Title order={2} size="h4">
        <Link to={`/organisations/${organisation.id}`} className="link">
          <Name names={organisation.names} />
        </Link>{" "}
        <span className="quiet">{t(`sector.${organisation.sector}`)}</span>
      </Title>
      <p className="who-reason" dir="auto">
        {reason.text}
      </p>
      {people.length === 0 && <span className="mark mark-warn">{t("who.no_contact")}</span>}
      <ul className="plain">
        {people.map((one) => (
          <ContactLine key={one.id} contact={one} />
        ))}
      </ul>
    </Paper>
  );
}
