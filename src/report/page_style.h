/// Style and script of the HTML report. Logical properties only, so that right-to-left needs no second sheet.
#pragma once

#include <string_view>

namespace manara::report {

inline constexpr std::string_view page_style = R"css(
:root { color-scheme: light dark; --ink: #1a1f2b; --paper: #fff; --line: #d5dae3; --dim: #566075; --red: #a3141c; --head: #f3f5f9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --paper: #14171f; --line: #333a4a; --dim: #a3adc2; --red: #ff9a9a; --head: #1d2230; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem clamp(1rem, 4vw, 3rem); background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Tahoma, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; justify-content: space-between; }
h1 { margin: 0; font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-block: 2rem .5rem; }
nav button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: .3rem; padding: .2rem .7rem; margin-inline-start: .3rem; cursor: pointer; }
nav button[aria-pressed="true"] { background: var(--head); font-weight: 600; }
nav button:focus-visible, .scroll:focus-visible { outline: 3px solid #3d7bd9; outline-offset: 2px; }
.summary { margin: .2rem 0; }
.scroll { overflow-x: auto; margin-block: 1.2rem; }
table { border-collapse: collapse; width: 100%; min-width: 46rem; }
th, td { text-align: start; vertical-align: top; padding: .45rem .7rem; border-block-end: 1px solid var(--line); overflow-wrap: break-word; max-width: 26rem; }
.id { white-space: nowrap; } .why { overflow-wrap: anywhere; }
th { background: var(--head); white-space: nowrap; } td:first-child { white-space: nowrap; }
.urgent td:first-child { border-inline-start: 4px solid var(--red); color: var(--red); font-weight: 600; }
small, footer { color: var(--dim); } footer { margin-block-start: 2rem; overflow-wrap: anywhere; font-size: .85rem; }
span[lang] { display: none; }
html[lang="en"] span[lang="en"], html[lang="fr"] span[lang="fr"], html[lang="ar"] span[lang="ar"] { display: inline; }
@media print { nav { display: none; } .scroll { overflow: visible; } table { min-width: 0; font-size: .8rem; } }
)css";

inline constexpr std::string_view page_script = R"js(
const page = document.documentElement;
const buttons = document.querySelectorAll("[data-language]");
const show = (language) => {
  page.lang = language;
  page.dir = language === "ar" ? "rtl" : "ltr";
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
};
for (const button of buttons) button.addEventListener("click", () => show(button.dataset.language));
show(page.lang);
)js";

}  // namespace manara::report
