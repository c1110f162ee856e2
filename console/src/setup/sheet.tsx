import { Button, Checkbox, Group, Paper, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { Qr } from "../parts/qr";
import { useText } from "../text/text";
import type { RecoverySheet } from "./setup_api";

/// Copied sign by sign: left to right in any language.
function Section(props: { title: string; lines: string[]; children?: ReactNode }) {
  return (
    <section className="recovery-section">
      <Title order={2} size="h5">
        {props.title}
      </Title>
      <pre
        dir="ltr"
        className={
          props.lines.length > 4 && !props.children ? "recovery-lines recovery-codes" : "recovery-lines"
        }
      >
        {props.lines.join("\n")}
      </pre>
      {props.children}
    </section>
  );
}

/// The recovery sheet, which nobody can ask for again: printed, and only then left.
export function SheetPage({ sheet }: { sheet: RecoverySheet }) {
  const { t, civil_day } = useText();
  const [is_kept, setKept] = useState(false);
  useEffect(() => {
    document.title = `${t("setup.sheet")} · Manara`;
  }, [t]);
  useEffect(() => {
    // A closed window would lose it for good.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (!is_kept) window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [is_kept]);
  return (
    <main className="recovery">
      <Paper p="xl" radius="md" withBorder className="recovery-paper">
        <Title order={1} size="h3">
          {t("setup.sheet")}
        </Title>
        <Text>
          <strong>
            <bdi dir="auto">{sheet.team}</bdi>
          </strong>{" "}
          · <bdi>{civil_day(sheet.date)}</bdi>
        </Text>
        <Text className="no-print">{t("setup.sheet_hint")}</Text>
        <Section title={t("setup.phrase")} lines={[sheet.phrase]} />
        <Section title={t("setup.codes", { account: sheet.account })} lines={sheet.recovery_codes} />
        <Section title={t("setup.verifier")} lines={[sheet.verifier]} />
        {sheet.authority && <Section title={t("setup.authority")} lines={[sheet.authority]} />}
        <Section title={t("setup.checkpoint")} lines={sheet.checkpoint.trimEnd().split("\n")}>
          <div className="recovery-qr">
            <Qr svg={sheet.qr_svg} label={t("setup.checkpoint")} />
          </div>
        </Section>
        <Text>{t("setup.restore")}</Text>
        <Group mt="lg" className="no-print">
          <Button variant="default" onClick={() => print()}>
            {t("setup.print")}
          </Button>
          <Checkbox
            label={t("setup.kept")}
            checked={is_kept}
            onChange={(event) => setKept(event.currentTarget.checked)}
          />
          <Button disabled={!is_kept} onClick={() => location.assign("/")}>
            {t("sign_in.do")}
          </Button>
        </Group>
      </Paper>
    </main>
  );
}
