import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useClient } from "../session/session";
import type { LedgerEntry, LedgerPage } from "../api/types";
import { useList } from "../api/use_list";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { Id } from "../parts/said";
import { ledger_pages } from "../node/ledger_pages";
import { useText } from "../text/text";
import { EntryCards, EntryRows } from "./entries";

/// What the node has written down, and the head that a third party can check it against.
export default function Ledger() {
  const { t } = useText();
  const client = useClient();
  const list = useList<LedgerEntry, LedgerPage>("ledger", (after, signal) =>
    client.ledger({ limit: 50, ...(after ? { after } : {}) }, signal),
  );
  const is_narrow = useMediaQuery("(max-width: 61.99em)", undefined, { getInitialValueInEffect: false });
  const Entries = is_narrow ? EntryCards : EntryRows;
  return (
    <Page title={t("ledger.title")} wide>
      <PageLinks pages={ledger_pages} />
      <Stack gap="md">
        <Text maw="70ch">{t("ledger.hint")}</Text>
        {list.first && <Head head={list.first.head} />}
        {list.error !== undefined && <Failed error={list.error} again={list.reload} />}
        {list.items.length > 0 ? (
          <Entries items={list.items} />
        ) : list.loading ? (
          <Loading rows={8} />
        ) : (
          list.error === undefined && <p role="status">{t("ledger.empty")}</p>
        )}
        {list.next && (
          <Group justify="center" className="no-print">
            <Button variant="default" loading={list.loading} onClick={list.more}>
              {t("list.more")}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  );
}

function Head({ head }: { head: LedgerPage["head"] }) {
  const { t, number } = useText();
  return (
    <Paper withBorder p="lg">
      <dl className="facts">
        <div>
          <dt>{t("ledger.size")}</dt>
          <dd className="figure">{number(head.size)}</dd>
        </div>
        <div>
          <dt>{t("ledger.root")}</dt>
          <dd>
            <Id id={head.root} />
          </dd>
        </div>
      </dl>
    </Paper>
  );
}
