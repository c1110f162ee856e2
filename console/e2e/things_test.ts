// Contacts, networks, assets and inventories of an organisation, imports and who must know: each in one language.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { settled, sideways, violations } from "./browser";
import { heading, picture, scenario } from "./scenario";

const here = scenario();
const { come_as } = here;
const first = () => here.server.state.organisations[0]!;
const address = (rest = "") => `/organisations/${first().id}${rest}`;
const of_first = <One extends { organisation: string }>(things: One[]) =>
  things.filter(({ organisation }) => organisation === first().id);
const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });

test("a contact is entered once, with its channels, and stands in the organisation's list", async () => {
  const page = await come_as("analyst", address());
  await page.getByRole("button", { name: "New contact" }).click();
  await heading(page, "New contact");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Give a name.").waitFor();
  await page.getByLabel("Kind").selectOption("role");
  await page.getByLabel("Name", { exact: false }).first().fill("Night shift");
  await page.getByRole("button", { name: "Add a way" }).click();
  await page.getByLabel("Mail address").fill(" night@example.org ");
  await page.getByRole("button", { name: "Add a way" }).click();
  await page.getByLabel("Number").fill("+999 1");
  await page.getByRole("group", { name: "Way 2" }).getByLabel("Out of hours too").click();
  await page.getByRole("button", { name: "Add a way" }).click(); // stays empty: it is not sent
  await picture(page, "contact-form");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await row(page, /Night shift/).waitFor();
  expect(here.server.state.contacts.at(-1)).toMatchObject({
    organisation: first().id,
    kind: "role",
    name: "Night shift",
    channels: [
      { kind: "mail", address: "night@example.org" },
      { kind: "telephone", address: "+999 1", out_of_hours: true },
    ],
  });
  await row(page, /Night shift/)
    .getByText("Never verified")
    .waitFor();
});

test("what was typed of a contact survives a reload, and a lost answer saves it once", async () => {
  const page = await come_as("analyst", address("/contacts/new"));
  await page.getByLabel("Kind").selectOption("person");
  await page.getByLabel("Name", { exact: false }).first().fill("Half typed");
  await page.reload();
  await page.getByText("You had begun this").waitFor();
  await page.goto(address());
  await page.getByRole("link", { name: "Half typed" }).click();
  here.server.state.lose_answers = 1;
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Not saved yet").waitFor();
  await row(page, /Half typed/).waitFor();
  const writes = here.server.state.writes.filter(({ resource }) => resource === "contacts");
  expect(writes).toHaveLength(2);
  expect(writes[0]?.key).toBe(writes[1]?.key);
  expect(of_first(here.server.state.contacts).filter(({ name }) => name === "Half typed")).toHaveLength(1);
});

test("two people edit one contact: its channels are decided as a whole, nothing is lost", async () => {
  const contact = of_first(here.server.state.contacts)[0]!;
  const page = await come_as("analyst", address(`/contacts/${contact.id}/edit`));
  await page.getByLabel("Number").fill("+999 42");
  Object.assign(contact, {
    revision: 2,
    role: "Duty",
    channels: [{ kind: "mail", address: "new@example.org" }],
  });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else saved this in the meantime").waitFor();
  await picture(page, "contact-conflict");
  expect(await violations(page)).toEqual([]);
  await page
    .getByRole("radiogroup", { name: "Ways to reach them" })
    .getByRole("radio", { name: "Your version" })
    .click();
  await page.getByRole("button", { name: "Save this choice" }).click();
  await row(page, /Duty desk 1/).waitFor();
  expect(contact).toMatchObject({ revision: 3, role: "Duty" });
  expect(contact.channels?.[0]?.address).toBe("+999 42");
});

test("one click after a call says verified today; removing asks first", async () => {
  const page = await come_as("analyst", `/organisations/${here.server.state.organisations[1]!.id}`);
  await page.getByText(/^Old:/).waitFor();
  await page.getByRole("button", { name: "Verified today" }).click();
  await page.locator(".mark-good").waitFor();
  expect(await page.getByText(/^Old:/).count()).toBe(0);
  const contact = here.server.state.contacts.find(({ name }) => name === "Duty desk 2");
  expect(contact?.verified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(contact?.channels).toHaveLength(2); // nothing else of it changed
  await page.getByRole("link", { name: "Duty desk 2" }).first().click();
  await heading(page, "Duty desk 2");
  await page.getByRole("button", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove contact" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(here.server.state.contacts).toContain(contact);
  await page.getByRole("button", { name: "Remove" }).click();
  await picture(page, "remove");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await page.getByText("No contact yet.").waitFor();
  expect(here.server.state.contacts).not.toContain(contact);
});

test("a contact that somebody else changed meanwhile is not marked as verified over their change", async () => {
  const page = await come_as("analyst", address());
  await row(page, /Duty desk 1/).waitFor();
  const contact = of_first(here.server.state.contacts)[0]!;
  Object.assign(contact, { revision: 5 });
  const before = contact.verified;
  await row(page, /Duty desk 1/)
    .getByRole("button", { name: "Verified today" })
    .click();
  await row(page, /Duty desk 1/)
    .getByRole("alert")
    .getByText("Somebody else changed it.")
    .waitFor();
  expect(contact.verified).toBe(before);
});

test("networks show who else claims a part, and which are no longer theirs; a refused one is named beside its field", async () => {
  const page = await come_as("analyst", address("?show=networks"));
  await row(page, /10\.0\.0\.0\/16/)
    .getByText("Overlaps 10.0.128.0/17 of")
    .waitFor();
  await row(page, /192\.0\.2\.0/)
    .getByText("No longer theirs")
    .waitFor();
  await picture(page, "networks");
  await page.getByRole("button", { name: "New network" }).click();
  await page.getByLabel("Addresses or domain").fill("nonsense");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("This is no network.").waitFor();
  await page.getByLabel("Addresses or domain").fill("198.51.100.0/24");
  await page.getByLabel("Since").fill("2024-02-01");
  await page.getByRole("button", { name: "Save" }).click();
  await row(page, /198\.51\.100\.0/)
    .getByText("1 Feb 2024")
    .waitFor();
  expect(new URL(page.url()).search).toBe("?show=networks");
});

test("an inventory is dropped, and the next one shows what changed", async () => {
  const asset = of_first(here.server.state.assets)[0]!;
  const page = await come_as("analyst", address(`/assets/${asset.id}`));
  await page.getByText("No inventory yet.").waitFor();
  const send = (name: string, text: string) =>
    page
      .getByLabel("Choose a file")
      .and(page.locator("input"))
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await send("bad.txt", "nonsense");
  await page.getByRole("alert").getByText("This is no inventory that is known.").waitFor();
  await send("march.txt", "openssl 3.0.1\nnginx 1.20\ncurl 8.0");
  await page.getByText("This is the first inventory").waitFor();
  // By dragging, as from a folder.
  const data = await page.evaluateHandle(() => {
    const dragged = new DataTransfer();
    dragged.items.add(new File(["openssl 3.0.2\nnginx 1.20\nzlib 1.3"], "april.txt", { type: "text/plain" }));
    return dragged;
  });
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  await page.getByText("1 changed version").waitFor();
  await page.getByText("openssl 3.0.1 → 3.0.2").waitFor();
  await page.getByText("1 added").waitFor();
  await page.getByText("1 removed").waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Export" }).click();
  expect(await page.getByRole("menuitem", { name: "CSV file" }).getAttribute("href")).toMatch(
    /^\/api\/inventories\?asset=[0-9a-f]+&format=csv$/,
  );
  await page.keyboard.press("Escape");
  await picture(page, "inventory");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await sideways(page)).toBe(0);
  await page.getByRole("button", { name: /march\.txt/ }).click();
  await page.getByText("This is the first inventory").waitFor();
});

test("who must know of an address is found from anywhere, with the reason, and copied", async () => {
  const page = await come_as("analyst", "/ledger");
  await here.visitors[0]!.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("10.0.130.7");
  await page.getByRole("option", { name: "Who must know of 10.0.130.7" }).click();
  await heading(page, "Who must know");
  await page.getByText("10.0.130.7 lies in 10.0.128.0/17, which is theirs.").waitFor();
  const call = page.getByRole("link", { name: "+999 55 010 104" });
  expect(await call.getAttribute("href")).toBe("tel:+99955010104");
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("Telephone: +999 55 010 104 (Out of hours too)");
  await page.emulateMedia({ media: "print" });
  await picture(page, "who-print");
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel("Address, domain", { exact: false }).fill("203.0.113.9");
  await page.keyboard.press("Enter");
  await page.getByText("Nobody whom you know is concerned.").waitFor();
});

/// Scenario 1 of the design: Windows-1252, semicolons, French headings, five broken rows.
const csv = () => {
  const good = Array.from({ length: 7 }, (_, at) => `Hôpital d'Été ${at};Santé;Côte;note ${at}`);
  const bad = ["Sans secteur;;Côte;x", ";Santé;Côte;sans nom", "École;Inconnu;Nord;x", "Abîme;;Sud;x", ";;;"];
  return Buffer.from(["Nom;Secteur;Ville;Remarque", ...good, ...bad].join("\r\n"), "latin1");
};

test("an import shows first what it would do, keeps good rows, lists bad ones, and the same file again changes nothing", async () => {
  const page = await come_as("analyst", "/organisations/import", { language: "fr" });
  const choose = () =>
    page
      .locator('input[type="file"]')
      .setInputFiles({ name: "hôpitaux.csv", mimeType: "text/csv", buffer: csv() });
  const figure = (name: string) => page.locator(`.count-${name} dd`).textContent();
  await choose();
  await page.getByRole("region", { name: "Lignes refusées" }).first().waitFor();
  expect(await Promise.all(["new", "changed", "same", "refused"].map(figure))).toEqual(["7", "0", "0", "5"]);
  // A column that was not understood is told what it is: the file is read again with that.
  await page.getByLabel("Ce que devient la colonne Ville").selectOption("region");
  await page.getByRole("cell", { name: "Côte", exact: true }).first().waitFor();
  await expect.poll(() => here.server.state.imports.at(-1)?.query).toContain("map.region=Ville");
  await settled(page);
  await picture(page, "import-preview");
  expect(await violations(page)).toEqual([]);
  expect(here.server.state.organisations).toHaveLength(62);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Lignes refusées en CSV" }).click();
  const refused = readFileSync(await (await saved).path(), "utf8").split("\r\n");
  expect(refused).toHaveLength(6);
  expect(refused[0]).toContain("ligne;motif");
  here.server.state.node.jobs_stand = true;
  await page.getByRole("button", { name: "Importer 7 lignes" }).click();
  await page.getByRole("progressbar", { name: "Import en cours" }).waitFor({ state: "attached" });
  await page.getByText(/0 sur 12/).waitFor();
  await settled(page);
  await picture(page, "import-running");
  expect(await violations(page)).toEqual([]);
  here.server.state.node.jobs_stand = false;
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
  expect(await Promise.all(["new", "changed", "same", "refused"].map(figure))).toEqual(["7", "0", "0", "5"]);
  expect(await page.getByRole("region", { name: "Lignes refusées" }).getByRole("row").count()).toBe(6);
  await picture(page, "import-done");
  expect(await violations(page)).toEqual([]);
  expect(here.server.state.organisations).toHaveLength(69);
  expect(here.server.state.organisations.at(-1)).toMatchObject({
    names: { fr: "Hôpital d'Été 6" },
    region: "Côte",
  });
  await page.getByRole("button", { name: "Importer un autre fichier" }).click();
  await choose();
  await page.locator(".count-same dd").getByText("7").waitFor();
  expect(await page.getByRole("button", { name: /^Importer 0/ }).isDisabled()).toBe(true);
  expect(here.server.state.organisations).toHaveLength(69);
});

const rows_of = (page: Page) =>
  page.locator('input[type="file"]').setInputFiles({
    name: "rows.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      ["Nom;Secteur", ...Array.from({ length: 9 }, (_, at) => `Port ${at};Eau`), "x;"].join("\n"),
    ),
  });

test("an import that was cancelled keeps what it has saved, and the same file does the rest", async () => {
  const { node, organisations } = here.server.state;
  const page = await come_as("analyst", "/organisations/import");
  await rows_of(page);
  await page.getByRole("button", { name: "Import 9 rows" }).click();
  await expect.poll(() => node.jobs[0]!.done, { interval: 20, timeout: 10_000 }).toBeGreaterThan(0);
  node.jobs_stand = true;
  await page.getByText("4 of 10 rows").waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Import in progress");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("heading", { name: "Import cancelled" }).waitFor();
  await page.getByText("What was saved until then stays.").first().waitFor();
  await picture(page, "import-cancelled");
  expect(await violations(page)).toEqual([]);
  expect(organisations).toHaveLength(66);
  node.jobs_stand = false;
  await page.getByRole("button", { name: "Import the rest" }).click();
  await page.getByRole("heading", { name: "Imported" }).waitFor();
  expect(organisations).toHaveLength(71);
  expect(await page.locator(".count-same dd").textContent()).toBe("4");
  await page.getByRole("button", { name: "Organisations", exact: true }).click();
  await heading(page, "Organisations");
});

test("while the line is lost an import says so, and how far it is as soon as it is back", async () => {
  const { state } = here.server;
  const page = await come_as("analyst", "/organisations/import");
  await rows_of(page);
  state.node.jobs_stand = true;
  await page.getByRole("button", { name: "Import 9 rows" }).click();
  await page.getByText("0 of 10 rows").waitFor();
  state.down = true;
  await page.getByText("Your import does not depend on it", { exact: false }).waitFor();
  await picture(page, "import-lost");
  expect(await violations(page)).toEqual([]);
  state.down = false;
  await page.getByText("Waiting for its turn…").waitFor();
  state.node.jobs_stand = false;
  await page.getByRole("heading", { name: "Imported" }).waitFor();
});

test("whoever leaves an import finds it again under the earlier ones, with what came of it", async () => {
  const { node } = here.server.state;
  const page = await come_as("analyst", "/organisations/import");
  await rows_of(page);
  node.jobs_stand = true;
  await page.getByRole("button", { name: "Import 9 rows" }).click();
  await page.getByText("You may leave this page").waitFor();
  await page.getByRole("link", { name: "Contacts", exact: true }).first().click();
  await heading(page, "Contacts");
  await page.goto("/organisations/import");
  const earlier = page.getByRole("region", { name: "Earlier imports" });
  await earlier.getByRole("progressbar", { name: "Import: Organisations" }).waitFor({ state: "attached" });
  await earlier.getByRole("button", { name: "Cancel: Import: Organisations" }).waitFor();
  node.jobs_stand = false;
  await earlier.getByText("New: 9, changed: 0, same: 0, refused: 1").waitFor();
  await earlier.getByText("1 refused row").click();
  await earlier.getByRole("cell", { name: "11" }).waitFor();
  await picture(page, "import-earlier");
  expect(await violations(page)).toEqual([]);
  expect(await earlier.getByRole("link", { name: "Organisations" }).getAttribute("href")).toBe(
    "/organisations",
  );
  // One that was cut off by a restart.
  const chooser = page.waitForEvent("filechooser");
  await earlier.getByRole("button", { name: "Choose the same file" }).click();
  await chooser;
  // Others have none of it.
  const officer = await come_as("officer", "/organisations/import");
  await officer.getByLabel("Choose a file").first().waitFor({ state: "attached" });
  await settled(officer);
  expect(await officer.getByText("Earlier imports").count()).toBe(0);
});

test("an import whose answer was lost is not begun again unseen: the earlier ones tell", async () => {
  const { state } = here.server;
  const page = await come_as("analyst", "/organisations/import");
  await rows_of(page);
  const go = page.getByRole("button", { name: "Import 9 rows" });
  await go.waitFor();
  state.lose_answers = 1;
  await go.click();
  await page.getByRole("alert").getByText("Whether the import began is not known.").waitFor();
  await page.getByText("New: 9, changed: 0, same: 0, refused: 1").waitFor();
  expect(state.imports.filter(({ mode }) => mode === "job")).toHaveLength(1);
});

test("where the stream tells of an import it is looked at then, and not again and again", async () => {
  const { node } = here.server.state;
  node.streams_stay = true;
  const page = await come_as("analyst", "/organisations/import");
  await expect.poll(() => node.streams.size).toBe(1);
  await rows_of(page);
  node.jobs_stand = true;
  await page.getByRole("button", { name: "Import 9 rows" }).click();
  await page.getByText("0 of 10 rows").waitFor();
  const [job] = node.jobs;
  Object.assign(job!, { state: "running", done: 7 });
  node.tell("jobs", job!.id, 7);
  await page.getByText("7 of 10 rows").waitFor();
  const looks = node.looks;
  await page.waitForTimeout(3_500);
  expect(node.looks).toBe(looks);
  Object.assign(job!, { state: "interrupted" });
  node.tell("jobs", job!.id, 7);
  await page.getByRole("heading", { name: "Import interrupted" }).waitFor();
  // Begun in another window.
  node.jobs.unshift({
    ...job!,
    id: "9".repeat(32),
    state: "failed",
    problem: { code: "x", detail: "No list." },
  });
  node.tell("jobs", "9".repeat(32), 0);
  await page.getByText("No list.").waitFor();
});

test("a file that is too large is refused before it is sent", async () => {
  const page = await come_as("analyst", "/organisations/import");
  await page.locator('input[type="file"]').evaluate((input: HTMLInputElement) => {
    const dragged = new DataTransfer();
    dragged.items.add(new File([new Uint8Array((32 << 20) + 1)], "large.csv"));
    input.files = dragged.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.getByText("This file is larger than 32 MB.").waitFor();
  expect(here.server.state.imports).toEqual([]);
});

test("a list is exported as it is filtered", async () => {
  const page = await come_as("analyst", "/organisations/contacts?kind=role");
  await page.getByText("12 contacts").waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Excel file (XLSX)" }).click();
  expect((await saved).suggestedFilename()).toBe("contacts.xlsx");
  expect((await saved).url()).toContain("kind=role");
  expect(readFileSync(await (await saved).path(), "utf8").split("\r\n")).toHaveLength(12);
});

test("a verification round is a call sheet: on paper with room for answers, on the screen with a click for each", async () => {
  const page = await come_as("analyst", "/organisations/verification", { language: "ar" });
  await page.getByText("5 جهات اتصال لم يُتحقق منها منذ").waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByText("تم الاتصال في:").first().isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "تم التحقق اليوم" }).count()).toBe(0);
  await picture(page, "round-print-ar");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "تم التحقق اليوم" }).first().click();
  await page.getByText("4 جهات اتصال لم يُتحقق منها منذ").waitFor();
  const table = await page.getByRole("link", { name: "ملف CSV للمراسلات" }).getAttribute("href");
  expect(table).toMatch(/^\/api\/call-sheet\?verified_before=\d{4}-\d{2}-\d{2}&language=ar&format=csv$/);
});

test("an officer's first page says what their organisation lacks, and each leads to where it is entered", async () => {
  const page = await come_as("officer", "/");
  await page.getByText("3 things are missing before you can be warned well.").waitFor();
  await page.getByRole("button", { name: "New network" }).click();
  await page.getByLabel("Addresses or domain").fill("ours.example");
  await page.getByRole("button", { name: "Save" }).click();
  await row(page, /ours\.example/).waitFor();
  await page.getByRole("link", { name: "Today" }).click();
  await page.getByText("2 things are missing before you can be warned well.").waitFor();
});

test("the tabs of an organisation are reached by keyboard, and their choice stands in the address", async () => {
  const page = await come_as("analyst", address());
  await page.getByRole("tab", { name: "Contacts" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tab", { name: "Networks", selected: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?show=networks");
  await page.reload();
  await page.getByRole("tab", { name: "Networks", selected: true }).waitFor();
});
