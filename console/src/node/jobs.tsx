import { Button, Group } from "@mantine/core";
import type { AskedJob } from "../api/node";
import { usePersonNames } from "../accounts/person_names";
import { Icon } from "../parts/icons";
import { Failed, Loading } from "../parts/page";
import { Link } from "../parts/route";
import { Section } from "../parts/section";
import { useAction } from "../resource/use_action";
import { can, useMe } from "../session/session";
import { is_cut_off } from "../organisations/import_question";
import { useText } from "../text/text";
import { OneJob } from "./one_job";
import { is_open, useJobs } from "./use_jobs";

type Jobs = ReturnType<typeof useJobs>;

/// Long work: begun here, followed to its end, and what came of the work before.
export function Jobs({ changed }: { changed: () => void }) {
  const { t } = useText();
  const me = useMe();
  const jobs = useJobs({ limit: 20, ended: changed });
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
            <OneJob job={job} asked_by={{ name: names.get(job.person) }} cancel={() => jobs.cancel(job.id)}>
              {is_cut_off(job) && jobs.is_mine(job) && (
                <p className="tight no-print">
                  <Link to="/organisations/import" className="link">
                    {t("import.rest")}
                  </Link>
                </p>
              )}
            </OneJob>
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
