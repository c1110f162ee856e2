import { Button, Group } from "@mantine/core";
import type { Job } from "../api/node";
import { OneJob } from "../node/one_job";
import { useJobs } from "../node/use_jobs";
import { Failed } from "../parts/page";
import { Section } from "../parts/section";
import { can, useMe } from "../session/session";
import { useText } from "../text/text";
import { is_cut_off, is_import, outcome_of } from "./import_question";
import { RefusedRows } from "./import_rows";

const most_shown = 5;

/// One's own imports. Who sees the node is given the jobs of all, among which they may be far between.
export function useImports() {
  const me = useMe();
  return useJobs({
    limit: can(me, "node", "read") ? 50 : 2 * most_shown,
    shows: (job) => is_import(job) && job.person === me.person.id,
  });
}

/// The last ones, with what came of them: also of those that were left while they ran.
export function EarlierImports(props: {
  jobs: ReturnType<typeof useImports>;
  /// The one that is shown already.
  but: string | undefined;
  /// A file is to be chosen.
  choose: () => void;
}) {
  const { t } = useText();
  const { jobs } = props;
  const shown = jobs.items.filter(({ id }) => id !== props.but).slice(0, most_shown);
  if (shown.length === 0 && jobs.error === undefined) return null;
  return (
    <Section title={t("import.earlier")}>
      {jobs.error !== undefined && <Failed error={jobs.error} again={jobs.reload} />}
      <ul className="plain jobs">
        {shown.map((job) => (
          <li key={job.id} className="job">
            <OneJob job={job} cancel={() => jobs.cancel(job.id)}>
              <RefusedOf job={job} />
              {is_cut_off(job) && (
                <Group>
                  <Button variant="default" size="xs" className="no-print" onClick={props.choose}>
                    {t("import.same_file")}
                  </Button>
                </Group>
              )}
            </OneJob>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RefusedOf({ job }: { job: Job }) {
  const { t } = useText();
  const outcome = outcome_of(job);
  if (!outcome || outcome.rows.refused === 0) return null;
  return (
    <details>
      <summary>{t("import.show_refused", { n: outcome.rows.refused })}</summary>
      <RefusedRows refused={outcome.refused} count={outcome.rows.refused} />
    </details>
  );
}
