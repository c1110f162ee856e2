// What people do, each through the real pages in one language.
import { expect, test } from "vitest";
import { settled, sideways, sign_in, violations } from "./browser";
import { heading, picture, scenario } from "./scenario";

const here = scenario();
const { come, come_as } = here;

test("a wrong password is refused in the reader's language, the right one opens the page that was asked for", async () => {
  const { page } = await come({ language: "fr" });
  await page.goto("/ledger");
  await page.getByRole("textbox", { name: "Compte" }).fill("analyst");
  await page.getByLabel("Mot de passe", { exact: false }).first().fill("wrong");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("alert").getByText("Compte, mot de passe ou code incorrect.").waitFor();
  await picture(page, "refused");
  await page.locator('input[type="password"]').fill("correct horse");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await heading(page, "Registre");
});

test("a one-time link signs in once, and leaves the address", async () => {
  const { page } = await come();
  await page.goto("/sign-in/once");
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  await picture(page, "link");
  await page.getByRole("button", { name: "Sign in" }).click();
  await heading(page, "Today");
  const { page: second } = await come();
  await second.goto("/sign-in/once");
  await second.getByRole("button", { name: "Sign in" }).click();
  await second.getByRole("alert").waitFor();
});

test("an organisation made in Arabic stands in the list and in the ledger", async () => {
  const page = await come_as("analyst", "/organisations", { language: "ar" });
  await page.getByRole("button", { name: "مؤسسة جديدة" }).click();
  await heading(page, "مؤسسة جديدة");
  await page.getByRole("button", { name: "احفظ" }).click();
  await page.getByText("اكتب اسمًا بلغة واحدة على الأقل.").waitFor();
  await page.getByLabel("الاسم بالعربية").fill("مستشفى الفجر");
  await page.getByLabel("الاسم بالإنجليزية").fill("Dawn Hospital (CVE-2026-0001)");
  await page.getByLabel("القطاع").selectOption("healthcare");
  await page.getByLabel("حرجة").check();
  await page.getByLabel("تابعة لـ", { exact: false }).first().fill("الري");
  await page.getByRole("listbox").getByRole("option", { name: /الري/ }).first().click();
  await picture(page, "form-ar");
  await page.getByRole("button", { name: "احفظ" }).click();
  await heading(page, "مستشفى الفجر");
  await settled(page);
  await picture(page, "view-ar");
  expect(await violations(page)).toEqual([]);
  const made = here.server.state.organisations.at(-1);
  expect(made).toMatchObject({
    sector: "healthcare",
    criticality: "critical",
    names: { ar: "مستشفى الفجر" },
  });
  expect(made?.parent).toMatch(/^[0-9a-f]{32}$/);
  await page.getByRole("link", { name: "السجل الموثّق" }).click();
  await heading(page, "السجل الموثّق");
  await page.getByText("organisation_saved").first().waitFor();
  expect(await page.locator(".figure").textContent()).toBe("64");
});

test("what was typed survives a reload, and is offered in the list", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("Half a name");
  await page.reload();
  await page.getByText("You had begun this").waitFor();
  expect(await page.getByLabel("English name").inputValue()).toBe("Half a name");
  await page.getByRole("link", { name: "Organisations", exact: true }).click();
  await page.getByText("1 thing typed and not saved").waitFor();
  await picture(page, "draft");
  await page.getByRole("link", { name: "Half a name" }).click();
  await page.getByRole("button", { name: "Discard it" }).click();
  await heading(page, "Organisations");
  expect(await page.getByText("typed and not saved").count()).toBe(0);
});

test("leaving a form asks what becomes of what was typed", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("To be decided");
  await page.getByRole("button", { name: "Cancel" }).click();
  await picture(page, "leave");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep it for later" }).click();
  await page.getByRole("link", { name: "To be decided" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("group", { name: "What about what you typed?" }).getByText("Discard it").click();
  await heading(page, "Organisations");
  expect(await page.getByText("typed and not saved").count()).toBe(0);
});

test("a lost answer is asked for again under the same key, and one organisation is made", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("Lost and found");
  await page.getByLabel("Sector").selectOption("water");
  here.server.state.lose_answers = 1;
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Not saved yet").waitFor();
  await page.getByText("No connection to the server").waitFor();
  await picture(page, "lost");
  expect(await violations(page)).toEqual([]);
  await heading(page, "Lost and found");
  expect(here.server.state.writes).toHaveLength(2);
  expect(here.server.state.writes[0]?.key).toBe(here.server.state.writes[1]?.key);
  expect(here.server.state.organisations.filter(({ names }) => names.en === "Lost and found")).toHaveLength(
    1,
  );
  await page.getByText("No connection to the server").waitFor({ state: "detached" });
});

test("a server that is down is said, and the page that was closed meanwhile still has what was typed", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("Typed in the dark");
  await page.getByLabel("Sector").selectOption("energy");
  here.server.state.down = true;
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Not saved yet").waitFor();
  here.server.state.down = false;
  const again = await page.context().newPage();
  await page.close();
  await again.goto("/organisations/new");
  expect(await again.getByLabel("English name").inputValue()).toBe("Typed in the dark");
  await again.getByRole("button", { name: "Save" }).click();
  await heading(again, "Typed in the dark");
});

test("two people edit one organisation: both versions are shown, nothing is lost", async () => {
  const { id } = here.server.state.organisations[3]!;
  const page = await come_as("analyst", `/organisations/${id}/edit`);
  await page.getByLabel("Region").fill("The north");
  await page.getByLabel("Kind").fill("City council");
  const theirs = here.server.state.organisations[3]!;
  Object.assign(theirs, {
    revision: 2,
    region: "The south",
    names: { ...theirs.names, fr: "Nouvelle mairie" },
  });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else saved this in the meantime").waitFor();
  await picture(page, "conflict");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await sideways(page)).toBe(0);
  expect(await page.getByRole("button", { name: "Save this choice" }).isDisabled()).toBe(true);
  await page.getByRole("radiogroup", { name: "Region" }).getByRole("radio", { name: "Your version" }).click();
  await page.getByRole("button", { name: "Save this choice" }).click();
  await page.getByRole("button", { name: "Edit organisation" }).waitFor();
  const now = here.server.state.organisations[3];
  expect(now).toMatchObject({ revision: 3, region: "The north", kind: "City council" });
  expect(now?.names.fr).toBe("Nouvelle mairie");
});

test("an ended session asks for the password in place, and what was being saved is saved", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("Saved after a coffee");
  await page.getByLabel("Sector").selectOption("finance");
  here.server.state.sessions.clear();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await picture(page, "ended");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("textbox", { name: "Account" }).fill("analyst");
  await dialog.locator('input[type="password"]').fill("correct horse");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await heading(page, "Saved after a coffee");
});

test("signing in again in another window does not stop this one from saving", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("Two windows");
  await page.getByLabel("Sector").selectOption("finance");
  await sign_in(here.visitors[0]!);
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "Two windows");
});

test("a field that the server refuses is named beside the field, in place", async () => {
  const page = await come_as("analyst", "/organisations/new");
  await page.getByLabel("English name").fill("Somewhere");
  await page.getByLabel("Sector").selectOption("water");
  await page.getByLabel("Region").fill("refuse me");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("There is no such region.").waitFor();
  expect(await page.getByLabel("Region").getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("Region").fill("The coast");
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "Somewhere");
});

test("an officer sees no button that the role does not allow, and no form behind its address", async () => {
  const page = await come_as("officer", "/organisations");
  await page.getByRole("table").waitFor();
  expect(await page.getByRole("button", { name: "New organisation" }).count()).toBe(0);
  expect(await page.getByRole("link", { name: "Ledger" }).count()).toBe(0);
  await page.goto("/organisations/new");
  await heading(page, "Not allowed");
});

test("a list is searched, filtered, ordered and read on, and its address says so", async () => {
  const page = await come_as("analyst", "/organisations");
  await page.getByText("62 organisations").waitFor();
  const rows = page.getByRole("table").getByRole("row");
  expect(await rows.count()).toBe(51);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => rows.count()).toBe(63);
  await page.getByLabel("Sector").selectOption("education");
  await page.getByText(/^1\d organisations$/).waitFor();
  await page.getByRole("button", { name: "Name" }).click();
  await expect.poll(() => new URL(page.url()).search).toBe("?sector=education&sort=-name");
  expect(await page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("descending");
  await page.getByLabel("Search").fill("no such thing");
  await page.getByText("Nothing fits this search.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByText("62 organisations").waitFor();
  expect(await page.getByLabel("Search").inputValue()).toBe("");
});

test("an empty nation is told what to do first", async () => {
  here.server.state.organisations.length = 0;
  const page = await come_as("analyst", "/organisations");
  await page.getByText("No organisation yet.").waitFor();
  await picture(page, "empty");
  await page.goto("/");
  await page.getByRole("button", { name: "New organisation" }).click();
  await heading(page, "New organisation");
});

test("a list that does not come says so, and comes on asking again", async () => {
  const page = await come_as("analyst", "/");
  await page.waitForTimeout(1_500); // the other pages are fetched after a second
  await settled(page);
  here.server.state.down = true;
  await page.getByRole("link", { name: "Organisations", exact: true }).click();
  await page.getByRole("alert").getByText("The server does not answer.").waitFor();
  here.server.state.down = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("62 organisations").waitFor();
});

test("everything is reached by keyboard: skip link, search over all, shortcuts, places", async () => {
  const page = await come_as("analyst", "/");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("ledg");
  await page.keyboard.press("Enter");
  await heading(page, "Ledger");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("Qasr Amal 2");
  await page
    .getByRole("option", { name: /Qasr Amal 2/ })
    .first()
    .waitFor();
  await picture(page, "palette");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await heading(page, /Qasr Amal 2/);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await picture(page, "shortcuts");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("2");
  await heading(page, "Organisations");
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
});

test("the language and the colours change in place, and are kept", async () => {
  const page = await come_as("analyst", "/settings");
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitem", { name: "العربية" }).click();
  await heading(page, "الإعدادات");
  expect(await page.evaluate(() => document.documentElement.dir)).toBe("rtl");
  await page.getByRole("button", { name: "المظهر الداكن" }).click();
  await page.getByLabel("٠١٢٣٤٥٦٧٨٩").check();
  await page.reload();
  await heading(page, "الإعدادات");
  expect(await page.evaluate(() => document.documentElement.dataset["mantineColorScheme"])).toBe("dark");
  await page.getByRole("link", { name: "اليوم" }).click();
  await page.getByText("٦٢").waitFor();
  await picture(page, "today-ar-dark");
  expect(await violations(page)).toEqual([]);
});

test("on a telephone the places are behind a button", async () => {
  const page = await come_as("analyst", "/", { width: 360, height: 740, language: "ar" });
  await page.getByRole("button", { name: "الأقسام" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "المؤسسات" }).waitFor();
  await picture(page, "drawer-ar");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("link", { name: "المؤسسات" }).click();
  await heading(page, "المؤسسات");
});

test("on paper and on a screen of 4K it is a page too", async () => {
  const page = await come_as("analyst", "/organisations");
  await page.getByText("62 organisations").waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").count()).toBe(0);
  await picture(page, "print");
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 3840, height: 2160 });
  expect(await sideways(page)).toBe(0);
  await picture(page, "4k");
});

test("the sectors that the team chose are offered first, and one without an organisation says so", async () => {
  const page = await come_as("analyst", "/");
  const line = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await line("Telecommunications").getByText("No organisation yet").waitFor();
  await line("Healthcare")
    .getByText(/^[1-9]/)
    .waitFor();
  await picture(page, "today-sectors");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Telecommunications" }).click();
  await expect.poll(() => new URL(page.url()).search).toBe("?sector=telecom");
  await page.goto("/organisations/new");
  await heading(page, "New organisation");
  const offered = await page.getByLabel("Sector").locator("option").allTextContents();
  expect(offered.slice(1, 4)).toEqual(["Healthcare", "Telecommunications", "Water"]);
});
