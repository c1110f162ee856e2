import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

// Sea and lamp. Every shade that carries text was checked for a contrast of 4.5 on its ground, light and dark (axe, e2e/).
const sea: MantineColorsTuple = [
  "#eaf4f8", "#d0e5ee", "#a3cbdc", "#72b0ca", "#4f9cbc", "#3489ae", "#1f7396", "#17607f", "#114e68", "#0a3a4f",
]; // prettier-ignore
const night: MantineColorsTuple = [
  "#dbe4ea", "#b8c6cf", "#94a6b2", "#6b8090", "#45596a", "#2f4150", "#213140", "#14212b", "#0f1a22", "#0a1218",
]; // prettier-ignore

const arabic = '"Plex Sans Arabic"';
const latin = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

export const theme = createTheme({
  primaryColor: "sea",
  primaryShade: { light: 7, dark: 6 },
  colors: { sea, dark: night },
  fontFamily: `${arabic}, ${latin}`,
  headings: { fontFamily: `${arabic}, ${latin}`, fontWeight: "600" },
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  defaultRadius: "md",
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    // Mantine's dialogs have a <header> of their own, which would be a second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: "none" } } } },
    Drawer: { defaultProps: { attributes: { header: { role: "none" } } } },
  },
});

/// Mantine's own grey for what is said beside has a contrast of 3.3 on white, its red for errors 3.4.
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#52606b",
    "--mantine-color-error": "#c02626",
    "--mantine-color-anchor": "#17607f",
    "--mantine-color-orange-light-color": "#8a4700",
    "--mantine-color-red-light-color": "#a51d1d",
  },
  dark: {
    "--mantine-color-dimmed": "#9fb0bb",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-anchor": "#72b0ca",
  },
});
