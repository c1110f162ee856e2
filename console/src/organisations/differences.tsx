import { Button, Title } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import type { Component, Differences as Found } from "../api/types";
import { useLoad } from "../api/use_load";
import { Failed, Loading } from "../parts/page";
import { useClient } from "../session/session";
import type { Key } from "../text/catalogue";
import { useText } from "../text/text";

const most_shown = 50;

/// What an inventory has that the one before had not, and the other way round.
export function Differences({ inventory }: { inventory: string }) {
  const { t } = useText();
  const client = useClient();
  const { value, error, reload } = useLoad(inventory, (signal) => client.differences(inventory, signal));
  return (
    <section aria-label={t("differences.title")}>
      <Title order={3} size="h5" mb="xs">
        {t("differences.title")}
      </Title>
      {error !== undefined ? (
        <Failed error={error} again={reload} />
      ) : value ? (
        <Shown found={value} />
      ) : (
        <Loading rows={2} />
      )}
    </section>
  );
}

function Shown({ found }: { found: Found }) {
  const { t } = useText();
  if (found.before === null) return <p className="quiet">{t("differences.first")}</p>;
  if (found.added.length + found.removed.length + found.changed.length === 0)
    return <p className="quiet">{t("differences.none")}</p>;
  const called = ({ name, version }: Component) => (
    <Versions name={name} versions={version ? [version] : []} />
  );
  return (
    <div className="differences">
      <Lines
        title="differences.changed"
        lines={found.changed.map(({ name, from, to }) => (
          <Versions name={name} versions={[from, to]} />
        ))}
      />
      <Lines title="differences.added" lines={found.added.map(called)} />
      <Lines title="differences.removed" lines={found.removed.map(called)} />
    </div>
  );
}

/// A component with its version, or the one before and the one after: left to right, as versions are written.
function Versions({ name, versions }: { name: string; versions: readonly string[] }) {
  return (
    <bdi dir="ltr">
      {name} <span className="id">{versions.join(" → ")}</span>
    </bdi>
  );
}

function Lines({ title, lines }: { title: Key; lines: readonly ReactNode[] }) {
  const { t } = useText();
  const [shows_all, setShowsAll] = useState(false);
  if (lines.length === 0) return null;
  return (
    <div>
      <h4 className="differences-title">{t(title, { n: lines.length })}</h4>
      <ul className="plain">
        {(shows_all ? lines : lines.slice(0, most_shown)).map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ul>
      {!shows_all && lines.length > most_shown && (
        <Button variant="default" size="xs" onClick={() => setShowsAll(true)}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
