import { Alert, Button } from "@mantine/core";
import { Component } from "react";
import type { ReactNode } from "react";
import { useText } from "../text/text";

/// A page that fails takes nothing down with it. The usual cause: the server was upgraded under an open page, whose
/// remaining files are gone; loading again helps, and drafts are kept.
export class Crash extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useText();
  return (
    <Alert color="red" role="alert" title={t("crash.title")}>
      <p>{t("crash.hint")}</p>
      <Button variant="default" size="xs" onClick={() => location.reload()}>
        {t("crash.reload")}
      </Button>
    </Alert>
  );
}
