import "./look/mantine.css";
import "./look/fonts.css";
import "./look/look.css";
import "./look/shell.css";
import "./look/page.css";
import "./look/things.css";
import "./look/account.css";
import "./look/narrow.css";
import "./look/print.css";
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { scheme_keeper } from "./look/scheme";
import { theme, variables } from "./look/theme";
import { SessionProvider } from "./session/session";
import { take_link } from "./session/sign_in_page";
import { directions, load_texts } from "./text/catalogue";
import { first_language, TextProvider } from "./text/text";

// The policy allows only styles that carry the nonce of this very response. Browsers hide it from attributes.
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? "";
// The library that stops the page from scrolling under a dialog asks for it in this way.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;

const language = first_language();
const link = take_link();
const root = document.getElementById("root");
if (root) {
  const texts = await load_texts(language);
  createRoot(root).render(
    <StrictMode>
      <DirectionProvider initialDirection={directions[language]} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          getStyleNonce={() => nonce}
          defaultColorScheme="auto"
          colorSchemeManager={scheme_keeper}
        >
          <TextProvider texts={texts} language={language}>
            <SessionProvider>
              <App link={link} />
            </SessionProvider>
          </TextProvider>
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>,
  );
}
