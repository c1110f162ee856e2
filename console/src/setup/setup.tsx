import { Button, Loader, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { Failed } from "../parts/page";
import { Gate } from "../session/sign_in_page";
import { useText } from "../text/text";
import { SetupForm } from "./form";
import { is_needed } from "./setup_api";
import type { Needed, RecoverySheet } from "./setup_api";
import { SheetPage } from "./sheet";
import "./setup.css";

/// The code that the terminal shows, where the address has it behind its #, which no request carries.
const code_here = () => decodeURIComponent(location.hash.slice(1));

/// The first page of a node that isn't there yet: questions, then the recovery sheet, then the door.
export default function Setup() {
  const { t, language } = useText();
  const [code] = useState(code_here);
  const [found, setFound] = useState<Needed>();
  const [error, setError] = useState<unknown>();
  const [sheet, setSheet] = useState<RecoverySheet>();
  const look = () => {
    setError(undefined);
    is_needed(language).then(setFound, setError);
  };
  useEffect(look, []);
  // Out of the address: a look over the shoulder or the history would find it.
  useEffect(() => history.replaceState(null, "", location.pathname), []);
  if (sheet) return <SheetPage sheet={sheet} />;
  return (
    <div className="setup">
      <Gate title={t("setup.title")}>
        {error !== undefined && <Failed error={error} again={look} />}
        {error === undefined && !found && <Loader aria-label={t("loading")} />}
        {found?.needed && <SetupForm code={code} sectors={found.sectors} done={setSheet} />}
        {found && !found.needed && (
          <>
            <Text mb="md">{t("setup.not_needed")}</Text>
            <Button component="a" href="/">
              {t("sign_in.do")}
            </Button>
          </>
        )}
      </Gate>
    </div>
  );
}
