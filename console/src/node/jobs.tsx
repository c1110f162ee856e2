import { Button, Group, Progress } from "@mantine/core";
import type { AskedJob, BackupResult, Job, VerifyResult } from "../api/node";
import { usePersonNames } from "../accounts/person_names";
import { Icon } from "../parts/icons";
import { Failed, Loading } from "../parts/page";
import { Id, Time } from "../parts/said";
import { Section } from "../parts/section";
import { useAction } from "../resource/use_action";
import { can, useMe } from "../session/session";
import type { Key } from "../text/catalogue";
import { T, useText } from "../text/text";
import { Size } from "./size";
import { is_open, share_of, useJobs } from "./use_jobs";

type Jobs = ReturnType<typeof useJobs>;
const kinds: readonly string[] = ["backup", "verify"] satisfies AskedJob[];

/// Long work: begun here, followed to its end, and what came of the work before.
export function Jobs({ changed }: { changed: () => void }) {
  const { t } = useText();
  const me = useMe();
  const jobs = useJobs(changed);
  const { busy, error, run } = useAction();
  const begin = (kind: AskedJob) =>
    void run(
      () => jobs.start(kind),
      () => undefined,
    );
  const runs = (kind: AskedJob) => jobs.items.some((one) => one.kind === kind && is_open(one));
  return (
    <Section
      title={t("jobs.title")}
      actions={
        <>
          {can(me, "node", "edit") && (
            <Button
              leftSection={<Icon name="download" size={16} />}
              disabled={busy || runs("backup")}
              onClick={() => begin("backup")}
            >
              {t("jobs.back_up")}
            </Button>
          )}
          {can(me, "ledger", "read") && (
            <Button
              variant="default"
              leftSection={<Icon name="check" size={16} />}
              disabled={busy || runs("verify")}
              onClick={() => begin("verify")}
            >
              {t("jobs.verify")}
            </Button>
          )}
        </>
      }
    >
      {error !== undefined && <Failed error={error} />}
      {jobs.error !== undefined && <Failed error={jobs.error} again={jobs.reload} />}
      <List jobs={jobs} />
    </Section>
  );
}

function List({ jobs }: { jobs: Jobs }) {
  const { t } = useText();
  const names = usePersonNames(jobs.items.map(({ person }) => person));
  if (jobs.items.length === 0)
    return jobs.loading ? <Loading rows={2} /> : <p className="quiet">{t("jobs.none")}</p>;
  return (
    <>
      <ul className="plain jobs">
        {jobs.items.map((job) => (
          <li key={job.id} className="job">
            <OneJob job={job} by={names.get(job.person)} cancel={() => jobs.cancel(job.id)} />
          </li>
        ))}
      </ul>
      {jobs.next && (
        <Group justify="center" className="no-print">
          <Button variant="default" loading={jobs.loading} onClick={jobs.more}>
            {t("list.more")}
          </Button>
        </Group>
      )}
    </>
  );
}

const marks: Record<Job["state"], string> = {
  waiting: "mark",
  running: "mark",
  done: "mark mark-good",
  failed: "mark mark-refused",
  cancelled: "mark mark-warn",
  interrupted: "mark mark-warn",
};

function OneJob(props: { job: Job; by: string | undefined; cancel: () => Promise<void> }) {
  const { t } = useText();
  const me = useMe();
  const { job } = props;
  const { busy, error, run } = useAction();
  const may_cancel = job.person === me.person.id || can(me, "node", "edit");
  const label = kinds.includes(job.kind) ? t(`job.${job.kind as AskedJob}`) : job.kind;
  return (
    <>
      <div className="job-head">
        <span className="row-name">{label}</span>
        <span className={marks[job.state]} role={is_open(job) ? "status" : undefined}>
          {t(`job_state.${job.state}` as Key)}
        </span>
        <span className="quiet">
          <T k="job.asked" at={<Time at={job.made} />} name={<bdi>{props.by ?? "…"}</bdi>} />
        </span>
        {is_open(job) && may_cancel && (
          <Button
            variant="default"
            size="compact-sm"
            className="no-print"
            loading={busy}
            aria-label={`${t("save.cancel")}: ${label}`}
            onClick={() => void run(props.cancel, () => undefined)}
          >
            {t("save.cancel")}
          </Button>
        )}
      </div>
      {is_open(job) && (
        <Progress
          value={(share_of(job) ?? 0.05) * 100}
          animated={share_of(job) === undefined}
          aria-label={label}
        />
      )}
      {error !== undefined && <Failed error={error} />}
      {job.problem && <p className="row-error">{job.problem.detail}</p>}
      {job.state === "done" && <Outcome job={job} />}
    </>
  );
}

/// What came of it, in a sentence.
function Outcome({ job }: { job: Job }) {
  const { t } = useText();
  if (job.kind === "backup") {
    const { entries, bytes, file } = job.result as BackupResult;
    return (
      <p className="tight">
        <T k="job.backed_up" n={entries} size={<Size bytes={bytes} />} file={<Id id={file} />} />
      </p>
    );
  }
  if (job.kind === "verify") {
    const { entries, root, files } = job.result as VerifyResult;
    return (
      <p className="tight">
        {t("job.verified", { n: entries })} {files > 0 && t("job.files_whole", { n: files })}{" "}
        <span className="quiet">
          {t("ledger.root")} <Id id={root} short />
        </span>
      </p>
    );
  }
  return null;
}
