// Our own few icons, drawn on 24 × 24. Those with a direction are mirrored in a right-to-left page.
import type { ReactNode } from "react";

const drawings = {
  today: <path d="M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z" />,
  organisations: (
    <path d="M4 21V6l8-3 8 3v15M2 21h20M9 21v-4h6v4M8.5 9h.01M12 9h.01M15.5 9h.01M8.5 13h.01M12 13h.01M15.5 13h.01" />
  ),
  signals: (
    <path d="M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14M8 16a5.6 5.6 0 0 1 0-8M16 8a5.6 5.6 0 0 1 0 8M12 12h.01" />
  ),
  vulnerabilities: <path d="M12 3 4 6v6c0 4.5 3.3 7.7 8 9 4.7-1.3 8-4.5 8-9V6zM12 8v4.5M12 16h.01" />,
  incidents: (
    <path d="M12 3c1 3.5 5.5 5.5 5.5 10.5a5.5 5.5 0 0 1-11 0c0-2 1-3.5 2-4.5.3 1.5 1 2.3 2 2.5-.5-3 .2-6 1.5-8.5z" />
  ),
  watch: (
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z" />
  ),
  governance: <path d="M12 3v18M7 21h10M5 7h14M5 7l-3 7a3.5 3.5 0 0 0 6 0zM19 7l-3 7a3.5 3.5 0 0 0 6 0z" />,
  people: (
    <path d="M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 5a3.5 3.5 0 0 1 0 6.5M18 15c2 .7 3.2 2.5 3.5 5" />
  ),
  programme: <path d="M4 20V10M10 20V4M16 20v-8M21 20H3M20.5 6.5 18 9l-1.5-1.5" />,
  ledger: <path d="M8 3h11v18H8a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3zM5 18a3 3 0 0 1 3-3h11M9.5 7.5h5.5" />,
  search: <path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21" />,
  menu: <path d="M4 6h16M4 12h16M4 18h16" />,
  plus: <path d="M12 5v14M5 12h14" />,
  sun: (
    <path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5" />
  ),
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />,
  language: (
    <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.5 2.7 3.5 5.7 3.5 9s-1 6.3-3.5 9c-2.5-2.7-3.5-5.7-3.5-9s1-6.3 3.5-9z" />
  ),
  person: <path d="M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.7-4 3.5-6 7.5-6s6.8 2 7.5 6" />,
  keyboard: <path d="M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8" />,
  cut: (
    <path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 6-.5M5 12a10 10 0 0 1 4-2.5M2 8.5A15 15 0 0 1 7 5.7M22 8.5A15 15 0 0 0 11 5M19 12a10 10 0 0 0-3.5-2.3M12 19h.01" />
  ),
  mail: <path d="M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7" />,
  telephone: (
    <path d="M6.5 3.5 9 3l2 5-2 1.5a11 11 0 0 0 5.5 5.5L16 13l5 2-.5 2.5c-.3 1.6-1.7 2.9-3.4 2.9C10 20 4 14 3.6 6.9 3.6 5.2 4.9 3.8 6.5 3.5z" />
  ),
  letter: <path d="M6 3h9l4 4v14H6zM15 3v4h4M9 11h7M9 14h7M9 17h4" />,
  chat: <path d="M4 4h16v12H10l-4.5 4v-4H4zM8 8.5h8M8 12h5" />,
  network: <path d="M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4" />,
  asset: <path d="M4 4h16v6H4zM4 14h16v6H4zM7.5 7h.01M7.5 17h.01M11 7h6M11 17h6" />,
  bin: <path d="M4 6.5h16M9 6V4h6v2M6.5 6.5 7.5 20h9l1-13.5M10 10.5v6M14 10.5v6" />,
  who: <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM14.5 14.5 20 20M10 7.5v2.8M10 12.7h.01" />,
  upload: <path d="M12 16V4M7 9l5-5 5 5M4 16v4h16v-4" />,
  download: <path d="M12 4v12M7 11l5 5 5-5M4 16v4h16v-4" />,
  check: <path d="M4.5 12.5 10 18 20 6.5" />,
  warn: <path d="M12 4 2.5 20h19zM12 10v5M12 17.5h.01" />,
  print: <path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z" />,
  copy: <path d="M9 8h11v13H9zM15 8V3H4v13h5" />,
  sheet: <path d="M4 4h16v16H4zM4 9.5h16M4 15h16M10 9.5V20" />,
  up: <path d="M12 19V5M6 11l6-6 6 6" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
  back: <path d="M19 12H5M11 6l-6 6 6 6" />,
  forward: <path d="M5 12h14M13 6l6 6-6 6" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;
const directed: ReadonlySet<IconName> = new Set<IconName>(["back", "forward", "ledger"]);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={directed.has(name) ? "icon icon-directed" : "icon"}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}

export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="logo">
      <rect width="32" height="32" rx="7" className="logo-sea" />
      <path d="M13 12h6l1.6 14h-9.2z" className="logo-tower" />
      <path d="M12.4 17.5h7.2l.3 3h-7.8z" className="logo-sea" />
      <path d="M13 7.5 16 5l3 2.5V11h-6z" className="logo-light" />
      <path d="M11.5 8.5 4 6v5.5zM20.5 8.5 28 6v5.5z" className="logo-light logo-beam" />
    </svg>
  );
}
