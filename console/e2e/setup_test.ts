// The first page of a node that isn't there yet: the questions, what is refused, and the sheet that is shown once.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../src/api/types";
import { start_server } from "./mock_api.mjs";
import { open_browser, pictures, sideways, violations, visit } from "./browser";
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

const sheet = {
  team: "Harbour <b>CSIRT</b>",
  date: "2026-11-25",
  phrase: "7Q2K-M0DX-0000-1111-2222-3333-4444",
  account: "amal",
  recovery_codes: Array.from({ length: 10 }, (_, at) => `${at}1234-12345-12345-12345`),
  verifier: "manara/0123456789abcdef+01234567+AAAA",
  authority: Array(32).fill("AB").join(":"),
  checkpoint:
    "manara/0123456789abcdef\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— manara/0123456789abcdef Az3g\n",
  qr_svg:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><path fill="#fff" d="M0 0h29v29H0z"/><path fill="#000" d="M4 4h7v1h-7z"/></svg>',
};
const all_sectors = ["healthcare", "education", "water"];

/// The server of a machine without a node: it refuses the first password, and takes the second.
async function without_node(page: Page): Promise<Record<string, unknown>[]> {
  const asked: Record<string, unknown>[] = [];
  await page.route("**/api/setup", (route) => {
    if (route.request().method() === "GET")
      return route.fulfill({ json: { needed: true, sectors: all_sectors } });
    const body = route.request().postDataJSON() as Record<string, unknown>;
    asked.push(body);
    if (body["password"] !== "short") return route.fulfill({ status: 201, json: sheet });
    const errors = [{ field: "password", code: "password_too_short", detail: "too short, says the server" }];
    return route.fulfill({ status: 422, json: { status: 422, code: "request_fields", errors } });
  });
  return asked;
}

async function type_answers(page: Page, password: string) {
  const fields = page.locator("form input");
  await page.locator("input[maxlength='2']").fill("xx");
  await page.locator("input[lang='en']").fill("Harbour CSIRT");
  for (const at of [0, 1]) await page.locator("input[type='password']").nth(at).fill(password);
  expect(await fields.count()).toBeGreaterThan(8);
  await page.locator("button[type='submit']").click();
}

describe.each(languages)("the first page in %s", (language) => {
  test.each([360, 1440])("stands at %i pixels, and so does the sheet", async (width) => {
    const visitor = await visit(browser, server, { language, width });
    const { page } = visitor;
    const asked = await without_node(page);
    await page.goto("/setup#7Q2K-CODE");
    await page.locator("button[type='submit']").waitFor();
    // The code is taken out of the address, and into its field.
    expect(page.url().endsWith("/setup")).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.screenshot({ path: `${pictures}setup_${language}_${width}.png`, fullPage: true });

    await type_answers(page, "short");
    await page.getByText("too short, says the server").waitFor();
    await type_answers(page, "four lamps on the pier");
    await page.getByText(sheet.phrase).waitFor();
    expect(asked.at(-1)).toMatchObject({
      code: "7Q2K-CODE",
      language,
      nation: "XX",
      names: { en: "Harbour CSIRT" },
    });
    expect(await page.locator(".recovery-qr svg path").count()).toBe(2);
    expect(await page.locator(".recovery b").count()).toBe(0);
    expect(await page.locator("html").getAttribute("dir")).toBe(language === "ar" ? "rtl" : "ltr");
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.screenshot({ path: `${pictures}sheet_${language}_${width}.png`, fullPage: true });
    // Nobody leaves it who has not said that it is kept.
    const leave = page.locator(".recovery button").last();
    expect(await leave.isDisabled()).toBe(true);
    await page.locator(".recovery input[type='checkbox']").check();
    expect(await leave.isDisabled()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await leave.isVisible()).toBe(false);
    expect(await page.getByText(sheet.phrase).isVisible()).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });
});

test("a node that there is needs no set-up, and shows the door", async () => {
  const visitor = await visit(browser, server);
  await visitor.page.route("**/api/setup", (route) =>
    route.fulfill({ json: { needed: false, sectors: [] } }),
  );
  await visitor.page.goto("/setup");
  await visitor.page.getByText("There is a node here already.").waitFor();
  expect(await visitor.page.locator("form").count()).toBe(0);
  await visitor.context.close();
});
