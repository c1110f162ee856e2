// Every page in every language: it stands, axe finds nothing, nothing runs out sideways, and a picture is kept.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../src/api/types";
import { start_server } from "./mock_api.mjs";
import { open_browser, pictures, settled, sideways, sign_in, violations, visit } from "./browser";
import type { Server } from "./browser";

let browser: Browser;
let server: Server;

beforeAll(async () => {
  [browser, server] = await Promise.all([open_browser(), start_server()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const pages = {
  today: "/",
  organisations: "/organisations",
  organisation: "/organisations/ID",
  new: "/organisations/new",
  edit: "/organisations/ID/edit",
  contacts: "/organisations/contacts",
  networks: "/organisations/ID?show=networks",
  asset: "/organisations/ID/assets/ASSET",
  contact: "/organisations/ID/contacts/CONTACT",
  contact_edit: "/organisations/ID/contacts/CONTACT/edit",
  asset_new: "/organisations/ID/assets/new",
  who: "/organisations/who?q=10.0.130.7",
  verification: "/organisations/verification",
  import: "/organisations/import?what=contacts",
  ledger: "/ledger",
  settings: "/settings",
  coming: "/signals",
  missing: "/no/such/page",
} as const;

/// Of the first organisation, which has some of everything.
const address = (path: string) =>
  path
    .replace("ID", server.state.organisations[0]!.id)
    .replace("ASSET", server.state.assets[0]!.id)
    .replace("CONTACT", server.state.contacts[1]!.id);

describe.each(languages)("in %s", (language) => {
  test.each(Object.entries(pages))("%s", async (name, path) => {
    const visitor = await visit(browser, server, { language, scheme: language === "fr" ? "dark" : "light" });
    const { page, complaints } = visitor;
    await sign_in(visitor);
    await page.goto(address(path));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await settled(page);
    const found: string[] = [];
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const beyond = await sideways(page);
      if (beyond > 0) found.push(`${width} px: ${beyond} px too wide`);
      if (width !== 768)
        await page.screenshot({ path: `${pictures}${name}-${language}-${width}.png`, fullPage: true });
      if (width !== 768) found.push(...(await violations(page)).map((one) => `${width} px: ${one}`));
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await visitor.context.close();
  });

  test("today of an officer", async () => {
    const visitor = await visit(browser, server, { language, scheme: language === "ar" ? "dark" : "light" });
    const { page, complaints, context } = visitor;
    await sign_in(visitor, "officer");
    await page.goto("/");
    await page.locator(".checks li").first().waitFor();
    const found = [];
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(await sideways(page), ...(await violations(page)));
      await page.screenshot({ path: `${pictures}today_officer-${language}-${width}.png` });
    }
    expect(found).toEqual([0, 0]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("sign_in", async () => {
    const { page, complaints, context } = await visit(browser, server, { language, width: 360 });
    await page.goto("/organisations");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.screenshot({ path: `${pictures}sign_in-${language}-360.png` });
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === "ar" ? "rtl" : "ltr");
    expect(complaints).toEqual([]);
    await context.close();
  });
});
