import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Icon } from "../parts/icons";
import { useSession } from "../session/session";
import { useText } from "../text/text";

const ask_again_ms = 5_000;

/// Said as long as the server doesn't answer; asks by itself whether it is back.
export function LineStrip() {
  const { t } = useText();
  const { line_is_up, client } = useSession();
  useEffect(() => {
    if (line_is_up) return;
    const ask = () => void client.is_there();
    const timer = setInterval(ask, ask_again_ms);
    window.addEventListener("online", ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", ask);
    };
  }, [line_is_up, client]);
  return (
    <div role="status" className="no-print">
      {!line_is_up && (
        <div className="strip strip-line">
          <Icon name="cut" size={18} />
          <span>{t("line.lost")}</span>
          <Button size="compact-sm" variant="default" onClick={() => void client.is_there()}>
            {t("line.try_now")}
          </Button>
        </div>
      )}
    </div>
  );
}
