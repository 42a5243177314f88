import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

const adminKey = "an-admin-key-for-tests";
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

const longDocument = Array.from(
  { length: 2000 },
  (_, i) => `Absatz ${i} hat viele Wörter. ${"Er ist verschieden lang. ".repeat((i * 7) % 13)}`,
).join("\n\n");

/** The rows of the list, by what they say. */
const rows = (page: Page) => page.getByRole("table").locator("tbody").getByRole("row");

/** Enters an admin key into the German form. */
async function enterAdminKey(page: Page, key: string): Promise<void> {
  await page.getByLabel("Verwaltungsschlüssel", { exact: true }).fill(key);
  await page.keyboard.press("Enter");
}

/** Hands files to the page, text by name. */
async function choose(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(text),
    })),
  );
}

describeInBrowser(
  "the documents page",
  {
    "umzug.md": "# Umzug nach Köln\n\nDie Kisten stehen im Keller.",
    "phones.csv": "Name;Telefon\nErika Muster;0301234\nMax Beispiel;0895678\n",
    "kaputt.docx": "not a zip",
    "bild.png": "not read",
    "lang.txt": longDocument,
  },
  ({ open, openChat, url }) => {
    it("lists what is there and what can't be read, and leads to the document and back", async () => {
      const page = await openChat();
      await page.getByRole("link", { name: "Dokumente" }).click();
      await page.getByRole("table").waitFor();
      expect(page.url()).toBe(`${url()}/documents`);
      expect(await page.title()).toBe("Footnote: Dokumente");
      const umzug = rows(page).filter({ hasText: "Umzug nach Köln" });
      expect(await umzug.innerText()).toMatch(/umzug\.md.*bereit.*markdown.*Deutsch/s);
      const broken = rows(page).filter({ hasText: "kaputt.docx" });
      expect(await broken.innerText()).toMatch(/^kaputt\.docx\s+nicht lesbar\s+isn't a .+/);
      await page.getByText("Eine Datei wird nicht gelesen").click();
      await page.getByRole("listitem").filter({ hasText: "bild.png" }).waitFor();

      await umzug.getByRole("link").click();
      await page.getByText("Die Kisten stehen im Keller.").waitFor();
      await page.getByRole("link", { name: "Fragen", exact: true }).click();
      await page.getByRole("textbox", { name: "Frage" }).waitFor();
    });

    it("filters whatever the accents, shows only what failed, and sorts by column", async () => {
      const page = await open("/documents", { locale: "en-GB" });
      const titles = async () =>
        (await rows(page).getByRole("rowheader").allInnerTexts()).map((text) => text.split("\n")[0]);
      await rows(page).first().waitFor();
      const all = await titles();
      expect(all).toHaveLength(5);
      await page.getByRole("searchbox", { name: "Filter" }).fill("KOLN umzug");
      expect(await titles()).toEqual(["Umzug nach Köln"]);
      await page.getByRole("searchbox").fill("nothing like it");
      await page.getByText("Nothing matches this filter.").waitFor();
      await page.getByRole("searchbox").fill("");
      await page.getByRole("button", { name: "Not wholly readable (1)" }).click();
      expect(await titles()).toEqual(["kaputt.docx"]);
      await page.getByRole("button", { name: "Not wholly readable (1)" }).click();

      await page.getByRole("button", { name: "Document", exact: true }).click();
      expect(await titles()).toEqual(all.toReversed());
      const head = page.getByRole("columnheader", { name: "Size" });
      await head.getByRole("button").click();
      expect(await head.getAttribute("aria-sort")).toBe("ascending");
      expect((await titles()).at(-1)).toBe("kaputt.docx");
    });

    it("adds a file that can be asked about, says why another isn't taken, and deletes it again", async () => {
      const page = await open("/documents");
      await page.getByRole("button", { name: "Verwalten" }).click();
      await page.locator("input[type=password]:focus").waitFor();
      await enterAdminKey(page, "not-the-key");
      await page.getByText("Diesen Schlüssel nimmt der Server nicht an.").waitFor();
      await enterAdminKey(page, adminKey);
      await page.getByRole("button", { name: "Dateien hinzufügen" }).waitFor();
      expect(await violations(page), "managing").toEqual([]);

      await choose(page, {
        "brot.md": "# Roggenbrot\n\nDas Roggenbrot wird fünfzig Minuten gebacken.",
        "fake.pdf": "no pdf",
      });
      const uploads = page.getByRole("list", { name: "Hochgeladene Dateien" }).getByRole("listitem");
      await uploads.filter({ hasText: "brot.md" }).getByText("hinzugefügt").waitFor();
      await page.locator("li.failed").filter({ hasText: "fake.pdf" }).waitFor();
      await rows(page).filter({ hasText: "Roggenbrot" }).getByText("bereit").waitFor();

      await page.getByRole("link", { name: "Fragen", exact: true }).click();
      const turn = await ask(page, "Wie lange wird das Roggenbrot gebacken?");
      expect(await turn.innerText()).toContain("fünfzig Minuten");

      await page.getByRole("link", { name: "Dokumente", exact: true }).click();
      await page.getByRole("button", { name: "Löschen: Roggenbrot" }).click();
      const dialog = page.getByRole("dialog", { name: /Roggenbrot/ });
      expect(await violations(page), "confirming").toEqual([]);
      await dialog.getByRole("button", { name: "Abbrechen" }).click();
      expect(await rows(page).filter({ hasText: "Roggenbrot" }).count()).toBe(1);
      await page.getByRole("button", { name: "Löschen: Roggenbrot" }).click();
      await dialog.getByRole("button", { name: "Löschen" }).click();
      await rows(page).filter({ hasText: "Roggenbrot" }).waitFor({ state: "detached" });
      expect(await rows(page).count()).toBe(5);

      const sent: string[] = [];
      page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
      await page.getByRole("button", { name: "Neu abgleichen" }).click();
      await expect.poll(() => sent.filter((text) => text.includes("/api/ingest"))).toHaveLength(1);
      expect(sent.join()).not.toContain(adminKey);
    });

    it("says where in the document a citation stands, and the viewer shows it", async () => {
      const page = await openChat();
      const turn = await ask(page, "Welche Telefonnummer hat Max Beispiel?");
      await turn.getByRole("link", { name: "Phones, Zeile 3" }).click();
      await page.locator("footnote-viewer mark").first().waitFor();
      expect(await page.locator("[data-label='Zeile 3']").count()).toBe(1);
      expect(await page.locator(".text").innerText()).not.toContain("Zeile");
    });

    it("opens a long document at the cited span", async () => {
      const page = await open("/documents");
      const link = rows(page).filter({ hasText: "lang.txt" }).getByRole("link");
      const start = longDocument.indexOf("Absatz 1800");
      await page.goto(`${url()}${await link.getAttribute("href")}#${start}-${start + 11}`);
      const mark = page.locator("mark");
      await mark.getByText("Absatz 1800").waitFor();
      await expect
        .poll(async () => (await mark.boundingBox())?.y ?? 0)
        .toSatisfy((y: number) => y > 100 && y < 600);
    });

    it.each(["light", "dark"] as const)("has no violations of WCAG 2.2 AA when %s", async (colorScheme) => {
      const page = await open("/documents", { colorScheme });
      await rows(page).first().waitFor();
      expect(await violations(page), "list").toEqual([]);
      await page.getByRole("button", { name: "Verwalten" }).click();
      await page.locator("input[type=password]").waitFor();
      await page.getByText("Eine Datei wird nicht gelesen").click();
      expect(await violations(page), "key").toEqual([]);
    });

    it("is a list of cards on a phone, without sideways scrolling", async () => {
      const page = await open("/documents", phone);
      await rows(page).first().waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBe(0);
      await page.getByLabel("Sortieren nach").selectOption("Größe");
      expect(await rows(page).first().innerText()).not.toContain("lang.txt");
      await page.getByRole("button", { name: "Absteigend sortieren" }).click();
      await expect.poll(() => rows(page).first().innerText()).toContain("lang.txt");
    });

    it("stays quick with thousands of documents", async () => {
      const page = await open("/documents");
      await page.route("**/api/documents", async (route) => {
        const response = await route.fetch();
        const list = await response.json();
        const [like] = list.documents;
        list.documents = Array.from({ length: 2000 }, (_, i) => ({
          ...like,
          id: `id-${i}`,
          path: `report-${i}.txt`,
          title: `Report ${i}`,
        }));
        await route.fulfill({ json: list });
      });
      await page.reload();
      await page.getByText("2.000 Dokumente").waitFor();
      expect(await rows(page).count()).toBe(100);
      await page.getByRole("button", { name: "100 weitere zeigen" }).click();
      expect(await rows(page).count()).toBe(200);
      await page.getByRole("searchbox").fill("report 1234");
      expect(await rows(page).count()).toBe(1);
    });
  },
  { ADMIN_KEY: adminKey },
);

describeInBrowser("a documents page without an admin key", {}, ({ open }) => {
  it("says how the operator allows changes", async () => {
    const page = await open("/documents");
    await page.getByRole("button", { name: "Verwalten" }).click();
    await page.getByText(/ADMIN_KEY/).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("tells of a server that can't be reached, and goes on once it can", async () => {
    const page = await open("/documents");
    await page.getByRole("table").waitFor();
    await page.route("**/api/documents", (route) => route.abort());
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByRole("alert").getByText("nicht erreichbar").waitFor();
    expect(await page.getByRole("table").count()).toBe(1);
    await page.unroute("**/api/documents");
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByRole("alert").waitFor({ state: "detached" });
  });
});
