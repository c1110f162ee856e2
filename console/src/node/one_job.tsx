import { Button, Progress } from "@mantine/core";
import type { ReactNode } from "react";
import type { AskedJob, BackupResult, Job, VerifyResult } from "../api/node";
import { kinds } from "../organisations/kinds";
import { is_cut_off, is_import, outcome_of } from "../organisations/import_question";
import { Failed } from "../parts/page";
import { Link } from "../parts/route";
import { Id, Time } from "../parts/said";
import type { Kind } from "../resource/kind";
import { list_path } from "../resource/kind";
import { useAction } from "../resource/use_action";
import { can, useMe } from "../session/session";
import type { Key } from "../text/catalogue";
import { T, useText } from "../text/text";
import { Size } from "./size";
import { is_open, share_of } from "./use_jobs";

const asked: readonly string[] = ["backup", "verify"] satisfies AskedJob[];

const marks: Record<Job["state"], string> = {
  waiting: "mark",
  running: "mark",
  done: "mark mark-good",
  failed: "mark mark-refused",
  cancelled: "mark mark-warn",
  interrupted: "mark mark-warn",
};

/// Of what an import is.
const imported = (job: Job): Kind | undefined =>
  is_import(job) ? Object.values(kinds).find(({ name }) => name === job.resource) : undefined;

function useLabel(job: Job): string {
  const { t } = useText();
  const kind = imported(job);
  if (kind) return t("job.import_of", { what: t(kind.said.all) });
  if (is_import(job)) return t("job.import");
  return asked.includes(job.kind) ? t(`job.${job.kind as AskedJob}`) : job.kind;
}

/// A piece of long work: how far it is, and what came of it. `asked_by`: when, and by whom where that is to be said.
export function OneJob(props: {
  job: Job;
  asked_by?: { name: string | undefined };
  cancel: () => Promise<void>;
  /// What can be done with it where it was cut off; what more is known of it.
  children?: ReactNode;
}) {
  const { t } = useText();
  const me = useMe();
  const { job } = props;
  const { busy, error, run } = useAction();
  const may_cancel = job.person === me.person.id || can(me, "node", "edit");
  const label = useLabel(job);
  const at = <Time at={job.made} />;
  return (
    <>
      <div className="job-head">
        <span className="row-name">{label}</span>
        <span className={marks[job.state]} role={is_open(job) ? "status" : undefined}>
          {t(`job_state.${job.state}` as Key)}
        </span>
        <span className="quiet">
          {props.asked_by ? <T k="job.asked" at={at} name={<bdi>{props.asked_by.name ?? "…"}</bdi>} /> : at}
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
      {is_cut_off(job) && <p className="tight">{t("import.stays")}</p>}
      {job.state === "done" && <Outcome job={job} />}
      {props.children}
    </>
  );
}

/// What came of it, in a sentence.
function Outcome({ job }: { job: Job }) {
  const { t } = useText();
  const outcome = outcome_of(job);
  const kind = imported(job);
  if (outcome) {
    const { read, new: fresh, changed, same, refused } = outcome.rows;
    return (
      <p className="tight">
        {t("job.imported", { new: fresh, changed, same, refused })}{" "}
        <span className="quiet">{t("import.read", { n: read })}</span>{" "}
        {kind && (
          <Link to={list_path(kind)} className="link">
            {t(kind.said.all)}
          </Link>
        )}
      </p>
    );
  }
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
