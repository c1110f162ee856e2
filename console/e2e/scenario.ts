// What every scenario begins and ends with: a browser for all, a server for each, and no complaint of the browser's.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { start_server } from "./mock_api.mjs";
import { open_browser, pictures, sign_in, visit } from "./browser";
import type { Server, Visit, Visitor } from "./browser";

export interface Scenario {
  server: Server;
  visitors: Visitor[];
  come: (how?: Visit) => Promise<Visitor>;
  come_as: (account: string, path: string, how?: Visit) => Promise<Page>;
}

/// To be called once in a file of tests; what it gives is new in each test.
export function scenario(): Scenario {
  let browser: Browser;
  const here = {
    visitors: [] as Visitor[],
    come: async (how: Visit = {}) => {
      const visitor = await visit(browser, here.server, how);
      here.visitors.push(visitor);
      return visitor;
    },
    come_as: async (account: string, path: string, how: Visit = {}) => {
      const visitor = await here.come(how);
      await sign_in(visitor, account);
      await visitor.page.goto(path);
      await visitor.page.getByRole("heading", { level: 1 }).waitFor();
      return visitor.page;
    },
  } as Scenario;
  beforeAll(async () => {
    browser = await open_browser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    here.server = await start_server();
    here.visitors = [];
  });
  afterEach(async () => {
    for (const { context, complaints } of here.visitors) {
      await context.close();
      expect(complaints).toEqual([]);
    }
    await here.server.stop();
  });
  return here;
}

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name }).waitFor();
export const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${pictures}scenario-${name}.png`, fullPage: true });
