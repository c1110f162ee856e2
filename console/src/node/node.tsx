import { Stack } from "@mantine/core";
import { node_of } from "../api/node";
import type { NodeState } from "../api/node";
import { useLoad } from "../api/use_load";
import { Failed, Loading, Page } from "../parts/page";
import { PageLinks } from "../parts/page_links";
import { PrintButton, PrintSheet } from "../parts/print_sheet";
import { Qr } from "../parts/qr";
import { Id, Name, Time } from "../parts/said";
import { Secret } from "../parts/secret";
import { Section } from "../parts/section";
import { useClient, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { Jobs } from "./jobs";
import { ledger_pages } from "./ledger_pages";
import { Size } from "./size";

/// How the node is: its ledger, its key, its last backup; and the work that keeps it well.
export default function Node() {
  const { t } = useText();
  const { node } = node_of(useClient());
  const { value, error, reload } = useLoad("node", node);
  return (
    <Page title={t("node.title")} wide>
      <PageLinks pages={ledger_pages} />
      {error !== undefined && <Failed error={error} again={reload} />}
      {!value && error === undefined && <Loading rows={6} />}
      {value && (
        <Stack gap="lg">
          <Facts state={value} />
          <Jobs changed={reload} />
          <Checkpoint state={value} />
        </Stack>
      )}
    </Page>
  );
}

function Facts({ state }: { state: NodeState }) {
  const { t, number } = useText();
  const { ledger, last_backup } = state;
  return (
    <Section title={t("node.facts")}>
      <dl className="facts">
        <div>
          <dt>{t("ledger.size")}</dt>
          <dd className="figure">{number(ledger.size)}</dd>
        </div>
        <div>
          <dt>{t("node.last_backup")}</dt>
          <dd>
            {last_backup ? (
              <>
                <div>
                  <Time at={last_backup.at} />
                </div>
                <div className="quiet">
                  <T
                    k="node.backup_of"
                    n={last_backup.result.entries}
                    size={<Size bytes={last_backup.result.bytes} />}
                  />
                </div>
              </>
            ) : (
              <span className="mark mark-warn">{t("node.no_backup")}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("node.origin")}</dt>
          <dd>
            <Id id={state.origin} />
          </dd>
        </div>
        {state.passed_over.length > 0 && <PassedOver entries={state.passed_over} />}
        {last_backup && (
          <div className="fact-long">
            <dt>{t("node.backup_file")}</dt>
            <dd>
              <Id id={last_backup.result.file} />
            </dd>
          </div>
        )}
        <div className="fact-long">
          <dt>{t("ledger.root")}</dt>
          <dd>
            <Id id={ledger.root} />
          </dd>
        </div>
        <div className="fact-long">
          <dt>{t("node.verifier")}</dt>
          <dd>
            <Id id={state.verifier} />
          </dd>
        </div>
      </dl>
    </Section>
  );
}

/// Entries that are in the ledger and have no effect here, by their kind.
function PassedOver({ entries }: { entries: NodeState["passed_over"] }) {
  const { t } = useText();
  return (
    <div className="fact-long">
      <dt>{t("node.passed_over")}</dt>
      <dd>
        <ul className="plain">
          {entries.map(({ kind, why, count }) => (
            <li key={`${kind} ${why}`}>
              <Id id={kind} /> <span className="mark mark-warn">{t(`node.passed_${why}`, { n: count })}</span>
            </li>
          ))}
        </ul>
        <p className="quiet tight">{t("node.passed_hint")}</p>
      </dd>
    </div>
  );
}

/// What somebody elsewhere keeps, so that nothing before it can be altered unseen.
function Checkpoint({ state }: { state: NodeState }) {
  const { t } = useText();
  const { node } = useMe();
  const { checkpoint, qr_svg } = state;
  if (!checkpoint)
    return (
      <Section title={t("checkpoint.title")}>
        <p className="quiet">{t("checkpoint.none")}</p>
      </Section>
    );
  return (
    <Section title={t("checkpoint.title")} actions={<PrintButton />}>
      <p className="tight">{t("checkpoint.hint")}</p>
      <Secret label={t("checkpoint.text")} text={checkpoint} lines />
      {qr_svg && <Qr svg={qr_svg} label={t("checkpoint.title")} />}
      <PrintSheet>
        <p>
          {t("manara")} · <Name names={node.names} />
        </p>
        <h1>{t("checkpoint.title")}</h1>
        <pre dir="ltr">{checkpoint}</pre>
        {qr_svg && <Qr svg={qr_svg} label={t("checkpoint.title")} />}
        <p>{t("node.verifier")}</p>
        <pre dir="ltr">{state.verifier}</pre>
        <p>{t("checkpoint.hint")}</p>
      </PrintSheet>
    </Section>
  );
}
