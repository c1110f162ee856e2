// The pages about people, oneself and the node in every language: they stand, axe finds nothing, nothing runs out
// sideways, and a picture is kept.
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
  people: "/settings/people",
  person: "/settings/people/PERSON",
  person_new: "/settings/people/new",
  profile: "/profile",
  node: "/ledger/node",
  access_log: "/ledger/access-log",
} as const;

const address = (path: string) =>
  path.replace("PERSON", server.state.accounts.people.find(({ account }) => account === "hnour")!.id);

describe.each(languages)("in %s", (language) => {
  test.each(Object.entries(pages))("%s", async (name, path) => {
    const visitor = await visit(browser, server, { language, scheme: language === "fr" ? "dark" : "light" });
    const { page, complaints } = visitor;
    await sign_in(visitor, "administrator");
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

  test("invitation", async () => {
    const { page, complaints, context } = await visit(browser, server, { language, width: 360 });
    await page.goto("/invitation/welcome");
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.screenshot({ path: `${pictures}invitation-${language}-360.png`, fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
