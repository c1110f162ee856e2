import { Button } from "@mantine/core";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import type { Language } from "../api/types";
import { directions } from "../text/catalogue";
import { InLanguage, useText } from "../text/text";
import { Icon } from "./icons";

/// What goes on paper in place of the page, as long as it stands: a sheet for somebody, in their language.
export function PrintSheet(props: { language?: Language; children: ReactNode }) {
  const around = useText();
  const language = props.language ?? around.language;
  useEffect(() => {
    document.body.classList.add("prints-sheet");
    return () => document.body.classList.remove("prints-sheet");
  }, []);
  return createPortal(
    <div className="print-sheet" lang={language} dir={directions[language]}>
      <InLanguage language={language}>{props.children}</InLanguage>
    </div>,
    document.body,
  );
}

export function PrintButton({ label }: { label?: string }) {
  const { t } = useText();
  return (
    <Button
      variant="default"
      size="xs"
      className="no-print"
      leftSection={<Icon name="print" size={16} />}
      onClick={() => window.print()}
    >
      {label ?? t("print.do")}
    </Button>
  );
}
