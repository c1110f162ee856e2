import type { MantineColorScheme, MantineColorSchemeManager } from "@mantine/core";
import { forget, keep, kept } from "../parts/kept";

const is_scheme = (value: unknown): value is MantineColorScheme =>
  value === "light" || value === "dark" || value === "auto";

/// Light or dark, kept where all else is kept, and told from window to window.
export const scheme_keeper: MantineColorSchemeManager = (() => {
  let told: ((event: StorageEvent) => void) | undefined;
  return {
    get: (otherwise) => {
      const scheme = kept("scheme");
      return is_scheme(scheme) ? scheme : otherwise;
    },
    set: (scheme) => void keep("scheme", scheme),
    subscribe: (update) => {
      told = ({ key, newValue }) => {
        if (key === "manara.scheme" && is_scheme(newValue)) update(newValue);
      };
      window.addEventListener("storage", told);
    },
    unsubscribe: () => {
      if (told) window.removeEventListener("storage", told);
    },
    clear: () => forget("scheme"),
  };
})();
