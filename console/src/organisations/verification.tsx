import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { query_string } from "../api/client";
import type { Client } from "../api/client";
import type { Contact, Names, Organisation } from "../api/types";
import { useLoad } from "../api/use_load";
import { days_ago, iso_day, old_after_days } from "../parts/civil";
import { Icon } from "../parts/icons";
import { Failed, Loading, Page } from "../parts/page";
import { go, useSearch } from "../parts/route";
import { useOrganisationNames } from "../resource/organisation_names";
import { useClient } from "../session/session";
import { name_in } from "../text/catalogue";
import { useText } from "../text/text";
import { CallSheet } from "./call_sheet";
import type { Round } from "./call_sheet";
import { PlacePages } from "./place_pages";
import { by_organisation } from "./round";

const page_size = 200;
/// A sheet of more is no round that two people can make; the list itself goes on.
const most_contacts = 2_000;

async function all_before(client: Client, before: string, signal: AbortSignal) {
  const found: Contact[] = [];
  let after: string | undefined;
  for (;;) {
    const query = { verified_before: before, sort: "name", limit: page_size, after };
    const page = await client.list("contacts", query, signal);
    found.push(...page.items);
    if (!page.next || found.length >= most_contacts) return { found, total: page.total ?? found.length };
    after = page.next;
  }
}

/// Whom to call, since when nobody asked: on the screen, on paper, or as a table for letters.
export default function Verification() {
  const { t, language } = useText();
  const client = useClient();
  const names = useOrganisationNames();
  const given = new URLSearchParams(useSearch()).get("before");
  const before = given ?? iso_day(days_ago(old_after_days));
  const name = (of: Names) => name_in(of, language).text;
  const { value, error, reload } = useLoad<Round>(`${before} ${language}`, async (signal) => {
    const { found, total } = await all_before(client, before, signal);
    const ids = [...new Set(found.map(({ organisation }) => organisation))];
    const known = await Promise.all(ids.map((id) => names.get(id)));
    const organisations = new Map(
      known.filter((one): one is Organisation => one !== undefined).map((one) => [one.id, one]),
    );
    return { groups: by_organisation(found, organisations, name), total, count: found.length };
  });
  const groups = value?.groups ?? [];
  return (
    <Page title={t("round.title")} wide>
      <PlacePages />
      <Stack gap="md">
        <Text maw="70ch" className="no-print">
          {t("round.hint")}
        </Text>
        <Group align="end" className="no-print">
          <TextInput
            type="date"
            label={t("round.before")}
            value={before}
            onChange={(event) =>
              event.currentTarget.value &&
              go(`/organisations/verification?before=${event.currentTarget.value}`, "replace")
            }
          />
          <Button
            leftSection={<Icon name="print" size={16} />}
            disabled={groups.length === 0}
            onClick={() => window.print()}
          >
            {t("round.print")}
          </Button>
          <Button
            component="a"
            variant="default"
            leftSection={<Icon name="download" size={16} />}
            href={"/api/call-sheet" + query_string({ verified_before: before, language, format: "csv" })}
            download={`call-sheet-${before}.csv`}
          >
            {t("round.merge")}
          </Button>
        </Group>
        {error !== undefined ? (
          <Failed error={error} again={reload} />
        ) : value ? (
          <CallSheet round={value} before={before} changed={reload} />
        ) : (
          <Loading rows={6} />
        )}
      </Stack>
    </Page>
  );
}
