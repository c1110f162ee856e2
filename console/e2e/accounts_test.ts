// People and roles, one's own profile, invitations, the node, changes by others: each through the real pages.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Sector } from "../src/api/types";
import { sideways, sign_in, violations } from "./browser";
import { heading, picture, scenario } from "./scenario";

const here = scenario();
const { come, come_as } = here;
const accounts = () => here.server.state.accounts;
const person = (account: string) => accounts().people.find((one) => one.account === account)!;
const section = (page: Page, name: string) => page.getByRole("region", { name });
const dialog = (page: Page) => page.getByRole("dialog");

/// Where the files of a list are.
async function exported(page: Page): Promise<(string | null)[]> {
  await page.getByRole("button", { name: "Export" }).click();
  const links = await page
    .getByRole("menuitem")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  await page.keyboard.press("Escape");
  return links;
}

test("somebody is added, given a role, and invited on a sheet of paper in their language", async () => {
  const page = await come_as("administrator", "/settings/people");
  await page.getByRole("button", { name: "New person" }).click();
  await heading(page, "New person");
  await page.getByLabel("Name").fill("سلمى العامري");
  await page.getByLabel("Account").fill("hnour");
  await page.getByLabel("Language", { exact: true }).selectOption("ar");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else has this account.").waitFor();
  expect(await page.getByLabel("Account").getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("Account").fill("Salma ");
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "سلمى العامري");
  expect(person("salma")).toMatchObject({ language: "ar", active: true, scope: "f".repeat(32) });

  await page.getByRole("button", { name: "Give a role" }).click();
  await page.getByRole("combobox", { name: "Role" }).selectOption("trainer");
  await page.getByLabel("Until").fill("2031-06-30");
  await picture(page, "give-role");
  expect(await violations(page)).toEqual([]);
  await section(page, "Roles").getByRole("button", { name: "Give a role" }).click();
  await section(page, "Roles").getByText("until 30 Jun 2031").waitFor();
  const given = accounts().grants.at(-1);
  expect(given).toMatchObject({ person: person("salma").id, role: "trainer" });

  await page.getByRole("button", { name: "Make an invitation" }).click();
  await dialog(page).getByText("This is shown once.").waitFor();
  const link = await dialog(page).locator(".secret-text").textContent();
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation\/[0-9a-f]{64}$/);
  await picture(page, "invitation-once");
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".print-sheet");
  await sheet.getByText("دعوة إلى سلمى العامري").waitFor();
  expect(await sheet.textContent()).toContain(link);
  expect(await page.locator("#root").isVisible()).toBe(false);
  await picture(page, "invitation-paper");
  await page.emulateMedia({ media: "screen" });
  // A slip beside the dialog loses nothing.
  await page.mouse.click(5, 5);
  await dialog(page).getByRole("button", { name: "I have passed it on" }).click();
  expect(await page.locator(".print-sheet").count()).toBe(0);
  await section(page, "Invitation and links")
    .getByRole("cell", { name: "Invitation", exact: true })
    .waitFor();
  await page.getByRole("button", { name: "Withdraw: Invitation" }).click();
  await dialog(page).getByRole("button", { name: "Withdraw" }).click();
  await page.getByText("No link is open.").waitFor();
});

test("a role is revoked after a question, and the last administrator's is not", async () => {
  const page = await come_as("administrator", `/settings/people/${person("s.benali").id}`, {
    language: "fr",
  });
  await page.getByRole("button", { name: "Révoquer: Analyste" }).click();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  expect(accounts().grants.filter((one) => one.person === person("s.benali").id)).toHaveLength(2);
  await page.getByRole("button", { name: "Révoquer: Analyste" }).click();
  await picture(page, "revoke");
  expect(await violations(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Révoquer" }).click();
  await page.getByRole("button", { name: "Révoquer: Analyste" }).waitFor({ state: "detached" });
  await page.goto(`/settings/people/${person("administrator").id}`);
  await page.getByRole("button", { name: "Révoquer: Administrateur" }).click();
  await dialog(page).getByRole("button", { name: "Révoquer" }).click();
  await dialog(page).getByText("The nation needs an administrator.").waitFor();
});

test("an account is deactivated and comes back; sessions, tokens and links can be ended at once", async () => {
  const { id } = person("hnour");
  const page = await come_as("administrator", `/settings/people/${id}`);
  await page.getByText("inventory-scanner").waitFor();
  await page.getByRole("button", { name: "End everything" }).click();
  await dialog(page).getByRole("button", { name: "End everything" }).click();
  await page.getByText("Not signed in anywhere.").waitFor();
  expect(accounts().tokens.filter((one) => one.person === id)).toEqual([]);
  await page.getByRole("button", { name: "Deactivate" }).click();
  await dialog(page).getByRole("button", { name: "Deactivate" }).click();
  await page.getByText("Deactivated").waitFor();
  expect(await page.getByRole("button", { name: "Make an invitation" }).count()).toBe(0);
  await page.getByRole("button", { name: "Reactivate" }).click();
  await dialog(page).getByRole("button", { name: "Reactivate" }).click();
  await page.getByText("Active", { exact: true }).waitFor();
  expect(person("hnour")).toMatchObject({ active: true, revision: 3 });
});

test("two administrators change one account: the slower one is told, and reads again", async () => {
  const { id } = person("yusuf");
  const page = await come_as("administrator", `/settings/people/${id}/edit`);
  await page.getByLabel("Name").fill("Yusuf M.");
  Object.assign(person("yusuf"), { revision: 2, account: "y.mansouri" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else saved this in the meantime").waitFor();
  await page.getByRole("button", { name: "Read the newest version" }).click();
  await expect.poll(() => page.getByLabel("Account").inputValue()).toBe("y.mansouri");
  await page.getByLabel("Name").fill("Yusuf M.");
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "Yusuf M.");
});

test("an auditor reads people and roles and changes nothing; an analyst is not let in", async () => {
  const page = await come_as("auditor", "/settings/people");
  await page.getByLabel("Search by name or account").fill("benali");
  await page.getByText("1 person", { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?q=benali");
  expect(await exported(page)).toEqual([
    "/api/people?q=benali&format=csv",
    "/api/people?q=benali&format=xlsx",
    "/api/grants?format=csv",
    "/api/grants?format=xlsx",
  ]);
  await page.getByRole("link", { name: "Samir Benali" }).click();
  await section(page, "Roles").getByText("Analyst", { exact: true }).waitFor();
  await section(page, "API tokens").getByText("No token.").waitFor();
  const buttons = page.locator("main").getByRole("button");
  expect(await buttons.count()).toBe(0);
  const other = await come_as("analyst", "/settings/people");
  await heading(other, "Not allowed");
  await other.getByRole("button", { name: /^Signed in/ }).click();
  await other.getByRole("menuitem", { name: "My profile" }).waitFor();
  expect(await other.getByRole("menuitem", { name: "People and roles" }).count()).toBe(0);
});

test("name, language and digits of one's profile take effect at once", async () => {
  const page = await come_as("analyst", "/profile");
  await page.getByLabel("Name").fill("Amina S.");
  await page.getByLabel("Language", { exact: true }).selectOption("ar");
  await page.getByLabel("٠١٢٣٤٥٦٧٨٩").check();
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "ملفي الشخصي");
  await page.getByRole("button", { name: "الحساب: Amina S." }).waitFor();
  await page
    .getByText(/آخر استعمال [٠-٩]/)
    .first()
    .waitFor();
  expect(person("analyst")).toMatchObject({ name: "Amina S.", language: "ar", revision: 2 });
});

test("the password is changed by who knows it; rules are said beside it, and the page goes on", async () => {
  const page = await come_as("analyst", "/profile");
  await page.getByRole("button", { name: "Change password" }).click();
  const box = section(page, "Password");
  const fill = async (current: string, next: string, again: string) => {
    await box.getByLabel("Current password").fill(current);
    await box.getByLabel("New password", { exact: false }).first().fill(next);
    await box.getByLabel("New password again").fill(again);
    await box.getByRole("button", { name: "Change password" }).click();
  };
  await fill("wrong", "four quiet old lamps", "four quiet old lamp");
  await box.getByText("The two are not the same.").waitFor();
  await fill("wrong", "four quiet old lamps", "four quiet old lamps");
  await box.getByText("Password or code is wrong.").waitFor();
  await fill("correct horse", "short", "short");
  await box.getByText("A password has at least 12 characters.").waitFor();
  await picture(page, "password");
  expect(await violations(page)).toEqual([]);
  await fill("correct horse", "four quiet old lamps", "four quiet old lamps");
  await box.getByText("Your password is changed").waitFor();
  expect(accounts().password).toBe("four quiet old lamps");
  // The session goes on under another token.
  await page.getByLabel("Name").fill("Amina again");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByLabel("Name").fill("Amina once more");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => person("analyst").name).toBe("Amina once more");
  await page.getByText("Saved").waitFor();
});

test("a second factor is switched on by its first code, gives recovery codes once, and goes by a code again", async () => {
  const page = await come_as("analyst", "/profile");
  const box = section(page, "Second factor");
  await box.getByRole("button", { name: "Set up a second factor" }).click();
  await box.getByLabel("Current password").fill("correct horse");
  await page.keyboard.press("Enter");
  await box.getByText("JBSW Y3DP EHPK 3PXP").waitFor();
  expect(await box.getByRole("link", { name: "Open in an app" }).getAttribute("href")).toMatch(/^otpauth:/);
  await box.getByLabel("Code that the app shows now").fill("٩٩٩٩٩٩");
  await page.keyboard.press("Enter");
  await box.getByText("This is not the code now.").waitFor();
  await picture(page, "factor");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await sideways(page)).toBe(0);
  await box.getByLabel("Code that the app shows now").fill("١٢٣ ٤٥٦");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("These codes are shown this once.").waitFor();
  expect((await dialog(page).locator(".secret-text").textContent())?.split("\n")).toHaveLength(10);
  await picture(page, "codes");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".print-codes li").count()).toBe(10);
  await picture(page, "codes-paper");
  await page.emulateMedia({ media: "screen" });
  await dialog(page).getByRole("button", { name: "I have kept it" }).click();
  await box.getByText("9 recovery codes left").waitFor();
  await box.getByRole("button", { name: "Switch off" }).click();
  await box.getByLabel("Current password").fill("correct horse");
  await box.getByRole("textbox", { name: /^Code/ }).fill("123456");
  await page.keyboard.press("Enter");
  await box.getByText("Off: whoever learns your password can come in.", { exact: false }).waitFor();
  expect(accounts().factors.size).toBe(0);
});

test("a token is shown once, listed after that without its secret, and revoked", async () => {
  const page = await come_as("analyst", "/profile");
  const box = section(page, "API tokens");
  await box.getByRole("button", { name: "New token" }).click();
  await box.getByLabel("Name").fill("nightly scan");
  await box.getByLabel("Read and write").check();
  await box.getByLabel("Current password").fill("a guess");
  await box.getByRole("button", { name: "Make token" }).click();
  await box.getByText("Password or code is wrong.").waitFor();
  expect(accounts().tokens.filter((one) => one.name === "nightly scan")).toEqual([]);
  await box.getByLabel("Current password").fill("correct horse");
  await box.getByRole("button", { name: "Make token" }).click();
  await dialog(page)
    .getByText(/^mnr_[0-9a-f]{64}$/)
    .waitFor();
  await picture(page, "token");
  expect(await violations(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "I have kept it" }).click();
  await box.getByRole("cell", { name: /^nightly scan/ }).waitFor();
  expect(await page.getByText(/mnr_/).count()).toBe(0);
  expect(accounts().tokens.at(-1)).toMatchObject({ use: "read_and_write", scope: "f".repeat(32) });
  await box.getByRole("button", { name: "Revoke: nightly scan" }).click();
  await dialog(page).getByRole("button", { name: "Revoke" }).click();
  await box.getByText("No token.", { exact: false }).waitFor();
});

test("one's other sessions end, this one stays", async () => {
  const page = await come_as("administrator", "/profile");
  const box = section(page, "Where I am signed in");
  await box.getByText("Chromium 140, Android").waitFor();
  await box.getByText("this one").waitFor();
  await box.getByRole("button", { name: "End all others" }).click();
  await dialog(page).getByRole("button", { name: "End all others" }).click();
  await box.getByText("Chromium 140, Android").waitFor({ state: "detached" });
  expect(await box.getByRole("row").count()).toBe(1);
});

test("who was invited sets a password, as the server says it must be, and is in; the link works once", async () => {
  const { page } = await come({ language: "ar", width: 360, height: 800 });
  await page.goto("/invitation/welcome");
  const next = page.getByLabel("كلمة المرور الجديدة", { exact: false });
  await next.first().fill("قصيرة");
  await next.nth(1).fill("قصيرة");
  await page.getByRole("button", { name: "احفظ كلمة المرور وادخل" }).click();
  await page.getByText("A password has at least 12 characters.").waitFor();
  await picture(page, "accept-ar");
  expect(await violations(page)).toEqual([]);
  await next.first().fill("أربع كلمات طويلة هادئة");
  await next.nth(1).fill("أربع كلمات طويلة هادئة");
  await page.getByRole("button", { name: "احفظ كلمة المرور وادخل" }).click();
  await heading(page, "اليوم");
  const { page: second } = await come();
  await second.goto("/invitation/welcome");
  await second.getByLabel("New password", { exact: false }).first().fill("four quiet old lamps");
  await second.getByLabel("New password again").fill("four quiet old lamps");
  await second.getByRole("button", { name: "Set password and go in" }).click();
  await second.getByRole("alert").waitFor();
});

test("the node says which entries have no effect here", async () => {
  const page = await come_as("administrator", "/ledger/node");
  const facts = page.locator("div.fact-long").filter({ hasText: "Entries without effect here" });
  await facts.getByText("training_planned").waitFor();
  await facts.getByText("3 entries of a kind that this version does not know").waitFor();
  await facts.getByText("1 entry that this version does not accept").waitFor();
});

test("a backup is followed to its end, and the node says that there is one", async () => {
  const page = await come_as("administrator", "/ledger/node");
  await page.getByText("None yet").waitFor();
  await page.getByRole("button", { name: "Back up now" }).click();
  await page.getByRole("progressbar", { name: "Backup" }).waitFor();
  expect(await page.getByRole("button", { name: "Back up now" }).isDisabled()).toBe(true);
  await picture(page, "job");
  expect(await violations(page)).toEqual([]);
  await page.getByText("63 entries, 31.5 MB, in").waitFor();
  await page.getByText("None yet").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Verify now" }).click();
  await page.getByRole("button", { name: "Cancel: Verification" }).click();
  await page.getByText("Cancelled").waitFor();
  await page.getByRole("button", { name: "Verify now" }).click();
  await page.getByText("All 63 entries are whole.").waitFor();
  await page.getByText("4 files are whole.").waitFor();
  await picture(page, "jobs-done");
});

test("an auditor finds in the access log who did what, and can verify but not back up", async () => {
  const page = await come_as("auditor", "/ledger/access-log");
  await page.getByText("Leila Haddad made an invitation for هدى نور الدين").waitFor();
  await page.getByText("Amina Sahli set up a second factor for their own account").waitFor();
  await page.getByLabel("Kind").selectOption("sign_in");
  await page.getByText("Amina Sahli signed in with a password").waitFor();
  expect(await exported(page)).toEqual([
    "/api/access-log?kind=sign_in&format=csv",
    "/api/access-log?kind=sign_in&format=xlsx",
  ]);
  expect(await page.getByText("made an invitation").count()).toBe(0);
  await page.getByRole("combobox", { name: "Person" }).fill("huda");
  await page.getByRole("combobox", { name: "Person" }).fill("هدى");
  await page.getByRole("option", { name: "هدى نور الدين" }).click();
  await page.getByText("هدى نور الدين accepted an invitation").waitFor();
  expect(new URL(page.url()).searchParams.get("person")).toBe(person("hnour").id);
  await page.getByLabel("Day (UTC)").fill("2020-01-01");
  await page.getByText("Nothing of the kind was noted.").waitFor();
  await page.getByRole("link", { name: "Node" }).click();
  await page.getByRole("button", { name: "Verify now" }).waitFor();
  expect(await page.getByRole("button", { name: "Back up now" }).count()).toBe(0);
});

test("changes by others are said at the foot of the page, and the rows move only when asked", async () => {
  here.server.state.node.streams_stay = true;
  const page = await come_as("analyst", "/organisations");
  const { organisations, node } = here.server.state;
  await page.getByText("62 organisations").waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  const first = page.getByRole("table").getByRole("link").first();
  const before = await first.textContent();
  const shown = organisations.find(({ names }) => names.en === before)!;
  Object.assign(shown, { revision: 2, names: { ...shown.names, en: "AAA renamed" } });
  organisations.push({ ...shown, id: "1".repeat(32), revision: 1, names: { en: "AAB new" } });
  node.tell("organisations", shown.id, 2);
  node.tell("organisations", "1".repeat(32), 1);
  node.tell("contacts", "2".repeat(32), 1); // not of this list
  const pill = page.getByRole("button", { name: "2 changes Show" });
  await pill.waitFor();
  expect(await first.textContent()).toBe(before);
  await picture(page, "changes");
  expect(await violations(page)).toEqual([]);
  await pill.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => first.textContent()).toBe("AAA renamed");
  await pill.waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  node.tell("organisations", shown.id, 2); // what is shown already
  await page.waitForTimeout(300);
  expect(await page.locator(".changes-button").count()).toBe(0);
});

test("people and roles that others change are said too, and a role that was given or revoked", async () => {
  const { node, accounts } = here.server.state;
  node.streams_stay = true;
  const page = await come_as("administrator", "/settings/people");
  const row = page.getByRole("row", { name: /Samir Benali/ });
  await row.getByText("Trainer").waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  const of_samir = accounts.grants.filter(({ person: of }) => of === person("s.benali").id);
  accounts.grants.push({ ...of_samir[0]!, id: "1".repeat(32), role: "auditor" });
  Object.assign(person("yusuf"), { revision: 2, name: "يوسف الجديد" });
  node.tell("grants", "1".repeat(32), 0);
  node.tell("people", person("yusuf").id, 2);
  const pill = page.getByRole("button", { name: "2 changes Show" });
  await pill.waitFor();
  expect(await row.getByText("Auditor").count()).toBe(0);
  await pill.click();
  await row.getByText("Auditor").waitFor();
  await page.getByText("يوسف الجديد").waitFor();
  await page.goto(`/settings/people/${person("s.benali").id}`);
  await page.getByRole("row", { name: /Auditor/ }).waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  accounts.grants.pop();
  node.tell("grants", "1".repeat(32), 0);
  await page.getByRole("button", { name: "1 change Show" }).click();
  await page.getByRole("row", { name: /Auditor/ }).waitFor({ state: "detached" });
});

test("the node's jobs have imports among them, and those of others that begin meanwhile", async () => {
  const { node } = here.server.state;
  node.streams_stay = true;
  const page = await come_as("administrator", "/ledger/node");
  await page.getByText("Import: Contacts").first().waitFor();
  await page.getByText("New: 1,180, changed: 3, same: 19, refused: 2").waitFor();
  await page.getByText("What was saved until then stays.").waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  node.jobs.unshift({ ...node.jobs.at(-1)!, id: "1".repeat(32), state: "failed", result: null });
  node.tell("jobs", "1".repeat(32), 0);
  const pill = page.getByRole("button", { name: "1 change Show" });
  await pill.waitFor();
  await picture(page, "jobs-imports");
  expect(await violations(page)).toEqual([]);
  await pill.click();
  await pill.waitFor({ state: "detached" });
  expect(await page.locator(".jobs > li").count()).toBe(4);
});

test("a list that shows a part of everything tells of what belongs into that part alone", async () => {
  const { organisations, node } = here.server.state;
  node.streams_stay = true;
  const add = (id: string, sector: Sector) => {
    organisations.push({ id: id.repeat(32), revision: 1, names: { en: `AAA ${sector}` }, sector });
    node.tell("organisations", id.repeat(32), 1);
  };
  const page = await come_as("analyst", "/organisations?sector=education");
  await page
    .getByRole("link", { name: /University/ })
    .first()
    .waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  add("1", "healthcare");
  await page.waitForTimeout(2_000);
  expect(await page.locator(".changes-button").count()).toBe(0);
  await page.reload();
  await page
    .getByRole("link", { name: /University/ })
    .first()
    .waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  add("2", "education");
  await page.getByRole("button", { name: "1 change Show" }).click();
  await page.getByRole("link", { name: "AAA education" }).waitFor();
});

test("a stream that was cut comes back, and finds what happened meanwhile", async () => {
  const { organisations, node } = here.server.state;
  node.streams_stay = true;
  const page = await come_as("analyst", "/organisations");
  await page.getByText("62 organisations").waitFor();
  await expect.poll(() => node.streams.size).toBe(1);
  for (const stream of node.streams) (stream as { end: () => void }).end();
  organisations.push({ ...organisations[0]!, id: "1".repeat(32), names: { en: "AAA came meanwhile" } });
  await page.locator(".changes-button").waitFor();
  await page.locator(".changes-button").click();
  await page.getByRole("link", { name: "AAA came meanwhile" }).waitFor();
});

test("on a shared computer nothing stays in the browser", async () => {
  const { page } = await come();
  await page.goto("/organisations/new");
  await page.getByLabel("Account").fill("analyst");
  await page.locator('input[type="password"]').fill("correct horse");
  await page.getByLabel("This is a shared computer").click();
  await picture(page, "shared");
  await page.getByRole("button", { name: "Sign in" }).click();
  await heading(page, "New organisation");
  await page.getByLabel("English name").fill("Typed among strangers");
  await page.getByText("This browser keeps nothing", { exact: false }).waitFor();
  await page.getByRole("link", { name: "Organisations", exact: true }).first().click();
  await page.getByRole("link", { name: "Typed among strangers" }).waitFor();
  const stored = () => page.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage));
  expect(await stored()).toBe("{}{}");
  page.once("dialog", (asks) => void asks.accept());
  await page.reload();
  await page.getByText("62 organisations").waitFor();
  expect(await page.getByText("Typed among strangers").count()).toBe(0);
  await page.getByRole("button", { name: /^Signed in/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("Account").waitFor();
  expect(await page.getByLabel("Account").inputValue()).toBe("");
  expect(await page.getByLabel("This is a shared computer").isChecked()).toBe(false);
  expect(await stored()).toBe("{}{}");
});

test("an ended session asks for the password in place on these pages too", async () => {
  const page = await come_as("administrator", "/ledger/node");
  await page.getByText("asked for by Leila Haddad").waitFor(); // nothing is being asked any more
  here.server.state.sessions.clear();
  await page.getByRole("button", { name: "Verify now" }).click();
  await dialog(page).getByLabel("Account").fill("administrator");
  await dialog(page).locator('input[type="password"]').fill("correct horse");
  await dialog(page).getByRole("button", { name: "Sign in" }).click();
  await page.getByText("All 63 entries are whole.").waitFor();
  expect(here.server.state.node.jobs.filter(({ kind }) => kind === "verify")).toHaveLength(2);
  await sign_in(here.visitors[0]!, "administrator");
});
