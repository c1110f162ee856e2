import { Alert, Button, Group, Paper, Progress, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { LineLost } from "../api/client";
import type { Job } from "../api/node";
import { is_open, share_of } from "../node/use_jobs";
import type { useJobs } from "../node/use_jobs";
import { Icon } from "../parts/icons";
import { Failed } from "../parts/page";
import type { Kind } from "../resource/kind";
import { useAction } from "../resource/use_action";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";
import { is_cut_off, outcome_of } from "./import_question";
import type { Mapping } from "./import_question";
import { ImportResult } from "./import_result";
import type { useImport } from "./use_import";

interface JobProps {
  kind: Kind;
  job: Job;
  jobs: ReturnType<typeof useJobs>;
  file: File;
  mapping: Mapping | undefined;
  owner: string;
  sent: Pick<ReturnType<typeof useImport>, "doing" | "share" | "error">;
  /// The same file is sent once more.
  rest: () => void;
  /// Another file.
  again: () => void;
}

const titles: Partial<Record<Job["state"], Key>> = {
  done: "import.done",
  failed: "import.failed",
  cancelled: "import.cancelled",
  interrupted: "import.interrupted",
};

/// An import from its beginning to what came of it.
export function ImportJob(props: JobProps) {
  const { t } = useText();
  const { job, file } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that began it is gone; whoever uses the keyboard goes on here.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [job.id]);
  const outcome = outcome_of(job);
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <div role="status">
          <Title order={2} size="h4" className="step-title" tabIndex={-1} ref={heading}>
            {outcome && <Icon name="check" size={24} />}
            {t(titles[job.state] ?? "import.doing")}
          </Title>
          <Text size="sm" c="dimmed">
            <bdi dir="auto">{file.name}</bdi>
          </Text>
          <How {...props} />
        </div>
        {is_open(job) && <Open {...props} />}
        {outcome && <ImportResult {...props} outcome={outcome} />}
        {!is_open(job) && !outcome && <CutOff {...props} />}
      </Stack>
    </Paper>
  );
}

/// How it stands, in a sentence. How far it is says the bar: each row would be too much to hear.
function How({ job, jobs }: JobProps) {
  const { t } = useText();
  if (!is_open(job)) return job.problem && <p className="row-error">{job.problem.detail}</p>;
  if (jobs.lost instanceof LineLost) return <p className="said-warn tight">{t("import.no_answer")}</p>;
  return <p className="tight">{t(job.state === "waiting" ? "import.waiting" : "import.working")}</p>;
}

function Open({ job, jobs }: JobProps) {
  const { t } = useText();
  const { busy, error, run } = useAction();
  const share = share_of(job);
  return (
    <>
      <div>
        <Progress
          value={(share ?? 0.05) * 100}
          animated={share === undefined}
          aria-label={t("import.doing")}
          className={jobs.lost === undefined ? undefined : "progress-stale"}
        />
        {job.total > 0 && (
          <Text size="sm" mt={4}>
            {t("import.progress", { n: job.total, done: job.done })}
          </Text>
        )}
      </div>
      {error !== undefined && <Failed error={error} />}
      {jobs.lost !== undefined && !(jobs.lost instanceof LineLost) && <Failed error={jobs.lost} />}
      <Text size="sm" c="dimmed">
        {t("import.leave")}
      </Text>
      <Group>
        <Button
          variant="default"
          loading={busy}
          onClick={() =>
            void run(
              () => jobs.cancel(job.id),
              () => undefined,
            )
          }
        >
          {t("save.cancel")}
        </Button>
      </Group>
    </>
  );
}

/// Cancelled, interrupted or failed: what stays, and how to go on.
function CutOff({ job, sent, rest, again }: JobProps) {
  const { t } = useText();
  return (
    <>
      {is_cut_off(job) && <Alert color="orange">{t("import.stays")}</Alert>}
      {sent.error !== undefined && <Failed error={sent.error} />}
      <Group>
        <Button loading={sent.doing === "apply"} onClick={rest}>
          {t(is_cut_off(job) ? "import.rest" : "failed.again")}
        </Button>
        <Button variant="default" disabled={sent.doing === "apply"} onClick={again}>
          {t("import.again")}
        </Button>
        <Sending sent={sent} />
      </Group>
    </>
  );
}

/// How much of the file has left.
export function Sending({ sent }: Pick<JobProps, "sent">) {
  const { t } = useText();
  return (
    <div role="status" className="import-sending">
      {sent.doing === "apply" && (
        <>
          <Progress value={sent.share * 100} aria-label={t("file.sending")} />
          <Text size="sm" c="dimmed">
            {t("import.sending")}
          </Text>
        </>
      )}
    </div>
  );
}
