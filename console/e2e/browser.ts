// Opens the console in Debian's Chromium against the server of mock_api.mjs, and fails a test on whatever the browser
// complains of: a style or script that the policy refuses, a request that leaves the machine, an error in the console.
import axe from "axe-core";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { start_server } from "./mock_api.mjs";
import type { Language } from "../src/api/types";

export type Server = Awaited<ReturnType<typeof start_server>>;
export const pictures = "../.cache/console/";

export function open_browser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Visit {
  language?: Language;
  scheme?: "light" | "dark";
  width?: number;
  height?: number;
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

export async function visit(browser: Browser, server: Server, how: Visit = {}): Promise<Visitor> {
  const context = await browser.newContext({
    locale: how.language ?? "en",
    colorScheme: how.scheme ?? "light",
    viewport: { width: how.width ?? 1440, height: how.height ?? 900 },
    reducedMotion: "reduce",
    baseURL: server.address,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // What the browser says itself of an answer of 4xx or of a lost line is no fault of the page.
    const is_answer = /Failed to load resource/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !is_answer) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.address)) complaints.push(`leaves the machine: ${request.url()}`);
  });
  return { page, context, complaints };
}

/// Signs in without the page, as a test of something else begins.
export async function sign_in(visitor: Visitor, account = "analyst") {
  const answer = await visitor.context.request.post("/api/session", {
    data: { account, password: "correct horse" },
  });
  if (answer.status() !== 200) throw new Error(`not signed in: ${answer.status()}`);
}

/// What axe finds against WCAG 2.2 AA, one line each.
export async function violations(page: Page): Promise<string[]> {
  // Playwright's evaluate is not bound by the page's policy.
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.html.slice(0, 160)} (${node.any[0]?.message ?? node.none[0]?.message ?? ""})`,
    ),
  );
}

/// By how many pixels the page is wider than the window.
export const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const settled = (page: Page) => page.waitForLoadState("networkidle");
