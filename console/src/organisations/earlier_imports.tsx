import { Button, Group } from "@mantine/core";
import { useState } from "react";
import type { Job } from "../api/node";
import { OneJob } from "../node/one_job";
import { useJobs } from "../node/use_jobs";
import { Failed, Loading } from "../parts/page";
import { Section } from "../parts/section";
import { can, useMe } from "../session/session";
import { useText } from "../text/text";
import { is_cut_off, is_import, outcome_of } from "./import_question";
import { RefusedRows } from "./import_rows";
import { useRefused } from "./whole_outcome";

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
  const [open, setOpen] = useState(false);
  const count = outcome_of(job)?.rows.refused ?? 0;
  if (count === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("import.show_refused", { n: count })}</summary>
      {open && <Refused job={job} count={count} />}
    </details>
  );
}

function Refused({ job, count }: { job: Job; count: number }) {
  const { refused, error } = useRefused(job);
  if (error !== undefined) return <Failed error={error} />;
  return refused ? <RefusedRows refused={refused} count={count} /> : <Loading rows={2} />;
}
