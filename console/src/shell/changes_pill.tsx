import { UnstyledButton } from "@mantine/core";
import { useMarked } from "../api/changes";
import { Icon } from "../parts/icons";
import { useText } from "../text/text";

/// What others changed in the lists of this page. It lies over the page, so that no row moves until it is asked for.
export function ChangesPill() {
  const { t } = useText();
  const { changes, show } = useMarked();
  const take = () => {
    show();
    // The button goes; whoever uses the keyboard goes on with the page.
    document.getElementById("content")?.focus({ preventScroll: true });
  };
  return (
    <div role="status" className="changes no-print">
      {changes > 0 && (
        <UnstyledButton className="changes-button" onClick={take}>
          <Icon name="today" size={18} />
          <span>{t("live.changes", { n: changes })}</span>
          <span className="changes-show">{t("live.show")}</span>
        </UnstyledButton>
      )}
    </div>
  );
}
