import { Drawer } from "@mantine/core";
import { Suspense, useEffect, useState } from "react";
import { Loading, NotAllowed, NotFound } from "../parts/page";
import { usePath } from "../parts/route";
import { fetch_pages, route_at } from "../routes";
import { useMe } from "../session/session";
import { SignInAgain } from "../session/sign_in_again";
import { useText } from "../text/text";
import { ChangesPill } from "./changes_pill";
import { Crash } from "./crash";
import { Header } from "./header";
import { LineStrip } from "./line_strip";
import { Navigation } from "./navigation";
import { Palette } from "./palette";
import { Shortcuts } from "./shortcuts";
import { useShortcuts } from "./use_shortcuts";

/// What surrounds every page.
export function Shell(props: { ended: boolean }) {
  const { t } = useText();
  const me = useMe();
  const path = usePath();
  const [open, setOpen] = useState<"nothing" | "menu" | "palette" | "shortcuts">("nothing");
  const close = () => setOpen("nothing");
  useShortcuts({ palette: () => setOpen("palette"), shortcuts: () => setOpen("shortcuts") });
  useEffect(close, [path]);
  useEffect(() => {
    const timer = setTimeout(fetch_pages, 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="shell">
      <a href="#content" className="skip">
        {t("shell.skip")}
      </a>
      <Header
        menu={() => setOpen("menu")}
        palette={() => setOpen("palette")}
        shortcuts={() => setOpen("shortcuts")}
      />
      <aside className="rail no-print">
        <Navigation path={path} me={me} />
      </aside>
      <div className="body">
        <section aria-label={t("shell.notices")}>
          <LineStrip />
          {me.node.sample && <p className="strip strip-sample">{t("shell.sample")}</p>}
        </section>
        <main id="content" tabIndex={-1} className="content">
          <Crash key={path}>
            <Suspense fallback={<Loading />}>
              <Routed path={path} />
            </Suspense>
          </Crash>
        </main>
        <ChangesPill />
      </div>
      <Drawer
        opened={open === "menu"}
        onClose={close}
        title={t("shell.places")}
        size="18rem"
        closeButtonProps={{ "aria-label": t("close") }}
        classNames={{ content: "drawer", header: "drawer-header", body: "drawer-body" }}
      >
        <Navigation path={path} me={me} />
      </Drawer>
      <Palette opened={open === "palette"} close={close} />
      <Shortcuts opened={open === "shortcuts"} close={close} />
      <SignInAgain opened={props.ended} />
    </div>
  );
}

function Routed({ path }: { path: string }) {
  const me = useMe();
  const found = route_at(path);
  if (!found) return <NotFound />;
  const { page: PageHere, may } = found.route;
  if (may && !may(me)) return <NotAllowed />;
  return <PageHere key={path} {...found.parameters} />;
}
