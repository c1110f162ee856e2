import { Alert, Button, Group, Paper, Radio, Stack, Text, Title } from "@mantine/core";
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { DropFile } from "../parts/drop_file";
import { Failed, Page } from "../parts/page";
import { go, useSearch } from "../parts/route";
import type { Kind } from "../resource/kind";
import { has_owner } from "../resource/kind";
import { LinkField } from "../resource/link_field";
import { useMe } from "../session/session";
import { useText } from "../text/text";
import { EarlierImports, useImports } from "./earlier_imports";
import { ImportCounts } from "./import_counts";
import { ImportJob, Sending } from "./import_job";
import { ImportMapping } from "./import_mapping";
import { ImportRows } from "./import_rows";
import { importable, PlacePages } from "./place_pages";
import { useImport } from "./use_import";

/// As the server has it.
const most_bytes = 32 << 20;

/// A table of organisations, contacts, networks or assets becomes those: shown first, then done.
export default function Import() {
  const { t } = useText();
  const me = useMe();
  const kinds = importable(me);
  const wanted = new URLSearchParams(useSearch()).get("what");
  const kind = kinds.find(({ name }) => name === wanted) ?? kinds[0];
  const [round, setRound] = useState(0);
  const jobs = useImports();
  const [followed, follow] = useState<{ wizard: string; job: string }>();
  const sheet = useRef<HTMLDivElement>(null);
  if (!kind) return null;
  // Another thing to import, or another file: all begins anew.
  const wizard = `${kind.name} ${round}`;
  const job = followed?.wizard === wizard ? followed.job : undefined;
  return (
    <Page title={t("import.title")} wide>
      <PlacePages />
      <Stack gap="lg" ref={sheet}>
        <Wizard
          key={wizard}
          kind={kind}
          kinds={kinds}
          jobs={jobs}
          followed={job}
          follow={(id) => follow({ wizard, job: id })}
          choose={(name) => go(`/organisations/import?what=${name}`, "replace")}
          again={() => setRound(round + 1)}
        />
        <EarlierImports
          jobs={jobs}
          but={job}
          choose={() => {
            if (job !== undefined) flushSync(() => setRound(round + 1));
            sheet.current?.querySelector<HTMLInputElement>('input[type="file"]')?.click();
          }}
        />
      </Stack>
    </Page>
  );
}

function Wizard(props: {
  kind: Kind;
  kinds: readonly Kind[];
  jobs: ReturnType<typeof useImports>;
  /// The import that was begun here.
  followed: string | undefined;
  follow: (job: string) => void;
  choose: (name: string) => void;
  again: () => void;
}) {
  const { t } = useText();
  const { kind } = props;
  const [owner, setOwner] = useState("");
  const [file, setFile] = useState<File>();
  const [is_too_large, setIsTooLarge] = useState(false);
  const sent = useImport(kind.name, owner, file);
  const { answer, mapping, doing, share, error, preview } = sent;
  const take = (one: File) => {
    setIsTooLarge(one.size > most_bytes);
    if (one.size > most_bytes) return;
    setFile(one);
    void preview(one);
  };
  const begin = async (one: File) => {
    const begun = await sent.apply(one);
    // Where nobody knows whether it began, the list of them does.
    if (!begun) return props.jobs.reload();
    props.jobs.take(begun);
    props.follow(begun.id);
  };
  const job = props.jobs.items.find(({ id }) => id === props.followed);
  if (job && file)
    return (
      <ImportJob
        kind={kind}
        job={job}
        jobs={props.jobs}
        file={file}
        mapping={mapping}
        owner={owner}
        sent={sent}
        rest={() => void begin(file)}
        again={props.again}
      />
    );
  return (
    <Stack gap="lg">
      <Step n={1} title={t("import.what")}>
        <Radio.Group value={kind.name} onChange={props.choose} aria-label={t("import.what")}>
          <div className="choices">
            {props.kinds.map(({ name, said }) => (
              <Radio key={name} value={name} label={t(said.all)} />
            ))}
          </div>
        </Radio.Group>
        {has_owner(kind) && (
          <div className="import-owner">
            <LinkField
              label={t("import.owner")}
              hint={t("import.owner_hint")}
              none={t("import.owner_none")}
              value={owner}
              change={(id) => {
                setOwner(id);
                if (file) void preview(file, mapping, id);
              }}
            />
          </div>
        )}
      </Step>
      <Step n={2} title={t("import.file")}>
        <DropFile
          label={t("import.choose")}
          hint={t("import.drop")}
          accept=".csv,.tsv,.txt,.xlsx"
          share={doing === "preview" ? share : undefined}
          take={take}
        />
        {file && (
          <Text size="sm">
            <bdi dir="auto">{file.name}</bdi>
          </Text>
        )}
        {is_too_large && (
          <Alert color="red" role="alert">
            {t("import.too_large")}
          </Alert>
        )}
        {error !== undefined && !sent.is_unsure && (
          <Failed error={error} {...(file ? { again: () => void preview(file) } : {})} />
        )}
      </Step>
      {answer && file && (
        <>
          <Step n={3} title={t("import.columns")}>
            <ImportMapping answer={answer} owner={owner} change={(next) => void preview(file, next)} />
          </Step>
          <Step n={4} title={t("import.preview")}>
            <ImportCounts rows={answer.rows} />
            <ImportRows kind={kind} answer={answer} file={file} mapping={mapping} owner={owner} />
          </Step>
          <Stack className="form-foot" gap="sm">
            {sent.is_unsure && (
              <Alert color="orange" role="alert">
                {t("import.unsure")}
              </Alert>
            )}
            <Group>
              <Button
                loading={doing === "apply"}
                disabled={doing === "preview" || answer.rows.new + answer.rows.changed === 0}
                onClick={() => void begin(file)}
              >
                {t("import.do", { n: answer.rows.new + answer.rows.changed })}
              </Button>
              <Button variant="default" onClick={props.again} disabled={doing === "apply"}>
                {t("save.cancel")}
              </Button>
              <Sending sent={sent} />
            </Group>
          </Stack>
        </>
      )}
    </Stack>
  );
}

function Step(props: { n: number; title: string; children: ReactNode }) {
  const { number } = useText();
  return (
    <Paper withBorder p="lg" component="section" aria-label={props.title}>
      <Title order={2} size="h5" mb="sm" className="step-title">
        <span className="step-number" aria-hidden="true">
          {number(props.n)}
        </span>
        {props.title}
      </Title>
      <Stack gap="md">{props.children}</Stack>
    </Paper>
  );
}
