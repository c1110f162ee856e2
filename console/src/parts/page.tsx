import { Alert, Button, Group, Skeleton, Stack, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { LineLost, Refusal } from "../api/client";
import { useText } from "../text/text";

let pages_shown = 0;

/// A page with its heading. On going from page to page the focus moves to the heading, as it would with a page load.
export function Page(props: { title: string; wide?: boolean; actions?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · Manara`;
  }, [props.title]);
  useEffect(() => {
    pages_shown += 1;
    if (pages_shown > 1) heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <article className={props.wide ? "page page-wide" : "page"}>
      <Group justify="space-between" align="center" mb="lg" gap="sm" className="page-head">
        <Title order={1} size="h2" tabIndex={-1} ref={heading} className="page-title">
          {props.title}
        </Title>
        {props.actions && (
          <Group gap="xs" className="no-print">
            {props.actions}
          </Group>
        )}
      </Group>
      {props.children}
    </article>
  );
}

export function Loading(props: { rows?: number }) {
  const { t } = useText();
  return (
    <Stack gap="xs" role="status" aria-label={t("loading")}>
      {Array.from({ length: props.rows ?? 4 }, (_, at) => (
        <Skeleton key={at} height={40} radius="sm" />
      ))}
    </Stack>
  );
}

/// What went wrong, in one sentence, and the one thing to do about it.
export function Failed(props: { error: unknown; again?: () => void }) {
  const { t } = useText();
  return (
    <Alert color="red" role="alert" title={t("failed.title")}>
      <Stack gap="sm" align="flex-start">
        <span>{useReason(props.error)}</span>
        {props.again && (
          <Button variant="default" size="xs" onClick={props.again}>
            {t("failed.again")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/// The server's own sentence where there is one: it is in the reader's language already.
export function useReason(error: unknown): string {
  const { t } = useText();
  if (error instanceof LineLost) return t("line.no_answer");
  if (!(error instanceof Refusal)) return t("failed.unknown");
  if (error.problem.detail) return error.problem.detail;
  if (error.problem.status === 404) return t("failed.not_found");
  if (error.problem.status === 403) return t("failed.not_allowed");
  return t("failed.status", { status: String(error.problem.status) });
}

export function NotFound() {
  const { t } = useText();
  return (
    <Page title={t("not_found.title")}>
      <p>{t("not_found.hint")}</p>
    </Page>
  );
}

export function NotAllowed() {
  const { t } = useText();
  return (
    <Page title={t("not_allowed.title")}>
      <p>{t("not_allowed.hint")}</p>
    </Page>
  );
}
