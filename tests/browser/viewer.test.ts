import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

const wide = { viewport: { width: 1440, height: 800 } } as const;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

const filling = "Der Text geht noch eine ganze Weile so weiter, ohne dass etwas geschieht. ".repeat(8);
const chapter = (title: string) =>
  `## ${title}\n\n${filling}\n\n### Einzelheiten zu ${title}\n\n${filling}\n\n`;

const documents = {
  "handbuch.md": `# Handbuch\n\nVorwort über die KATZE und die Katze.\n\n${["Aufbau", "Betrieb", "Wartung", "Abbau"].map(chapter).join("")}Zum Schluss noch eine katze.\n`,
  "kapitel.md": Array.from({ length: 80 }, (_, i) => `# Kapitel ${i + 1}\n\n${filling.repeat(5)}\n`).join(
    "\n",
  ),
  // A form feed begins a page.
  "seiten.txt": Array.from({ length: 12 }, (_, i) => `Auf Blatt ${i + 1} steht dies.\n\n${filling}`).join(
    "\f",
  ),
  "feindlich.md": `# \\<img src=x onerror=alert(1)>\n\nText.\n\n## \\<script>alert(2)\\</script>\n\nMehr Text.\n`,
  "rtl.txt": `יחסים בין המדינות נמשכים שנים רבות.\n\n${"Danach auf Deutsch. ".repeat(10)}`,
};

const viewer = `document.querySelector("footnote-viewer").shadowRoot`;

/** What is highlighted as matches and as the current one. */
const highlighted = (page: Page) =>
  page.evaluate<{ matches: number; current: string }>(
    `({ matches: CSS.highlights.get("footnote-match")?.size ?? 0,
        current: [...(CSS.highlights.get("footnote-current-match") ?? [])].join() })`,
  );

const searchField = (page: Page) => page.getByRole("searchbox", { name: "Im Dokument suchen" });
const matchCount = (page: Page) => page.getByRole("search").getByRole("status");
const contents = (page: Page) => page.getByRole("navigation", { name: "Inhalt" });

/** Where an element is in the window, from its top. */
const top = (page: Page, selector: string) =>
  page.evaluate<number>(`${viewer}.querySelector("${selector}").getBoundingClientRect().top`);

/** The element of the viewer that has the focus, by its text. */
const focused = (page: Page) => page.evaluate<string>(`${viewer}.activeElement?.textContent ?? ""`);

/** Selects from one paragraph to another, by their number and the offset into their last text. */
async function select(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await page.evaluate(`(() => {
    const blocks = ${viewer}.querySelectorAll(".text p");
    getSelection().setBaseAndExtent(blocks[${from[0]}].lastChild, ${from[1]}, blocks[${to[0]}].lastChild, ${to[1]});
  })()`);
}

describeInBrowser("the source viewer", documents, ({ open, url }) => {
  async function documentOf(path: string): Promise<{ readonly id: string; readonly text: string }> {
    const list = (await (await fetch(`${url()}/api/documents`)).json()) as {
      readonly documents: readonly { readonly id: string; readonly path: string }[];
    };
    const id = list.documents.find((document) => document.path === path)?.id ?? "";
    return (await fetch(`${url()}/api/documents/${encodeURIComponent(id)}`)).json() as Promise<{
      readonly id: string;
      readonly text: string;
    }>;
  }

  /** Opens a document of the folder in the viewer. */
  async function read(path: string, options: BrowserContextOptions = {}, hash = ""): Promise<Page> {
    const { id } = await documentOf(path);
    const page = await open(`/documents/${encodeURIComponent(id)}${hash}`, options);
    await page.locator("footnote-viewer .text").waitFor();
    return page;
  }

  it("finds words in the document, steps through them, and leaves the cited span marked", async () => {
    const { text } = await documentOf("handbuch.md");
    const start = text.indexOf("Vorwort");
    const page = await read("handbuch.md", {}, `#${start}-${start + 7}`);
    await searchField(page).pressSequentially("kaTze");
    // The count is the same from the second letter on.
    await expect.poll(() => highlighted(page)).toEqual({ matches: 3, current: "KATZE" });
    expect(await matchCount(page).innerText()).toBe("1 von 3");
    expect(await page.locator("mark").innerText()).toContain("Vorwort");

    await page.keyboard.press("Enter");
    await expect.poll(() => matchCount(page).innerText()).toBe("2 von 3");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await expect.poll(() => matchCount(page).innerText()).toBe("3 von 3");
    expect(await highlighted(page)).toEqual({ matches: 3, current: "katze" });
    const inView = `(({ top, bottom }) => top > 60 && bottom < innerHeight)(
      [...CSS.highlights.get("footnote-current-match")][0].getBoundingClientRect())`;
    await expect.poll(() => page.evaluate(inView)).toBe(true);

    await page.getByRole("button", { name: "Nächster Treffer" }).click();
    await expect.poll(() => matchCount(page).innerText()).toBe("1 von 3");
    await page.getByRole("button", { name: "Voriger Treffer" }).click();
    await expect.poll(() => matchCount(page).innerText()).toBe("3 von 3");

    await searchField(page).press("Escape");
    expect(await searchField(page).inputValue()).toBe("");
    await expect.poll(() => matchCount(page).innerText()).toBe("");
    expect(await highlighted(page)).toEqual({ matches: 0, current: "" });
    expect(await page.getByRole("button", { name: "Nächster Treffer" }).count()).toBe(0);
  });

  it("finds what goes on in the next paragraph, and says when there is nothing", async () => {
    const page = await read("handbuch.md");
    await searchField(page).fill("handbuch vorwort");
    await page.keyboard.press("Enter");
    await expect.poll(() => matchCount(page).innerText()).toBe("1 von 1");
    expect((await highlighted(page)).current).toMatch(/^Handbuch\s*Vorwort$/);
    for (const nothing of ["<img src=x onerror=alert(3)>", ".*", "("]) {
      await searchField(page).fill(nothing);
      await expect.poll(() => matchCount(page).innerText(), { message: nothing }).toBe("Keine Treffer");
    }
    expect(await page.getByRole("button", { name: "Nächster Treffer" }).isDisabled()).toBe(true);
  });

  it("selects the current match where there are no highlights", async () => {
    const { id } = await documentOf("handbuch.md");
    const page = await open("/documents");
    await page.addInitScript("delete CSS.highlights; delete window.Highlight;");
    await page.goto(`${url()}/documents/${encodeURIComponent(id)}`);
    await searchField(page).fill("KATZE");
    await page.keyboard.press("Enter");
    await expect.poll(() => matchCount(page).innerText()).toMatch(/von 3$/);
    expect(await page.evaluate("getSelection().toString()")).toMatch(/^katze$/i);
  });

  it("shows the contents beside the text, and leads to a heading", async () => {
    const page = await read("handbuch.md", wide);
    const outline = contents(page).getByRole("list").first();
    expect(await outline.getByRole("listitem").count()).toBe(9);
    await contents(page).locator("[aria-current]").getByText("Handbuch").waitFor();
    const wartung = contents(page).getByRole("link", { name: "Wartung", exact: true });
    expect(await contents(page).locator("li li li").count()).toBe(4);
    await wartung.press("Enter");
    expect(await focused(page)).toBe("Wartung");
    const place = `(({ top }) => top > 40 && top < 200)(${viewer}.activeElement.getBoundingClientRect())`;
    await expect.poll(() => page.evaluate(place)).toBe(true);
    await contents(page).locator("[aria-current]").getByText("Wartung", { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe("");
  });

  it("folds the contents over the text where there is no room beside it", async () => {
    const page = await read("handbuch.md", phone);
    const link = contents(page).getByRole("link", { name: "Abbau", exact: true });
    const summary = contents(page).locator("summary");
    await summary.press("Enter");
    await link.waitFor();
    expect(await violations(page)).toEqual([]);
    await link.press("Escape");
    expect(await link.isVisible()).toBe(false);
    expect(await focused(page)).toContain("Inhalt");
    await summary.press("Enter");
    await link.tap();
    expect(await focused(page)).toBe("Abbau");
    await expect.poll(() => link.isVisible()).toBe(false);
  });

  it("unfolds the contents where the reader is", async () => {
    const { text } = await documentOf("kapitel.md");
    const start = text.indexOf("Kapitel 50") + 2000;
    const page = await read("kapitel.md", phone, `#${start}-${start + 10}`);
    const current = contents(page).locator("[aria-current]");
    await current.getByText("Kapitel 50").waitFor({ state: "attached" });
    await contents(page).locator("summary").press("Enter");
    const inView = async () => {
      const [entry, frame] = await Promise.all([
        current.boundingBox(),
        contents(page).locator(".contents").boundingBox(),
      ]);
      if (entry === null || frame === null) {
        return false;
      }
      return entry.y >= frame.y && entry.y + entry.height <= frame.y + frame.height;
    };
    await expect.poll(inView).toBe(true);
  });

  it("goes to the page whose number is entered, and says which page the reader is on", async () => {
    const page = await read("seiten.txt");
    const field = page.getByRole("spinbutton", { name: "Seite" });
    expect(await field.inputValue()).toBe("1");
    await page.getByText("von 12", { exact: true }).waitFor();
    await field.fill("7");
    await field.press("Enter");
    await expect.poll(() => top(page, "[data-label='Seite 7']")).toSatisfy((y: number) => y > 40 && y < 200);
    await page.mouse.wheel(0, -100_000);
    await expect.poll(() => field.inputValue()).toBe("1");
    await field.fill("99");
    await field.press("Enter");
    await expect.poll(() => top(page, "[data-label='Seite 12']")).toBeLessThan(720);
    await expect.poll(() => field.inputValue()).toBe("12");
    expect(await contents(page).count()).toBe(0);
  });

  it("shows neither contents nor page where there are none", async () => {
    const page = await read("rtl.txt", wide);
    await page.getByText("Danach auf Deutsch.").waitFor();
    expect(await contents(page).count()).toBe(0);
    expect(await page.getByRole("spinbutton").count()).toBe(0);
  });

  it("copies the link to exactly what is selected", async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const { text } = await documentOf("handbuch.md");
    const start = text.indexOf("Vorwort");
    const page = await read("handbuch.md", { permissions }, `#${start}-${start + 7}`);
    await page.locator("mark").waitFor();
    const copied = async (said: string) => {
      await page.getByRole("button", { name: "Link kopieren" }).click();
      await page.getByText(said, { exact: true }).waitFor();
      return await page.evaluate<string>("navigator.clipboard.readText()");
    };
    const quote = async (said: string) => {
      const [from, to] = new URL(await copied(said)).hash.slice(1).split("-").map(Number);
      return text.slice(from, to);
    };
    expect(await copied("Link kopiert")).toBe(page.url());

    await select(page, [0, 2], [1, 8]);
    expect(await quote("Link zur markierten Stelle kopiert")).toMatch(
      /^ber die KATZE .*\n\nAufbau\n\nDer Text$/,
    );
    // What is said before the mark is no text of the document.
    await page.evaluate(`getSelection().selectAllChildren(${viewer}.querySelector(".text p"))`);
    expect(await quote("Link zur markierten Stelle kopiert")).toBe("Vorwort über die KATZE und die Katze.");
    await page.evaluate("getSelection().selectAllChildren(document.body)");
    expect(await quote("Link zur markierten Stelle kopiert")).toBe(text.trim());
    await page.evaluate("getSelection().removeAllRanges()");
    expect(await copied("Link kopiert")).toBe(page.url());
  });

  it("puts the link into the address where it may not be copied", async () => {
    const page = await read("handbuch.md");
    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    const { text } = await documentOf("handbuch.md");
    await select(page, [1, 0], [1, 8]);
    await page.getByRole("button", { name: "Link kopieren" }).click();
    await page.getByText("Kopieren nicht möglich, der Link steht in der Adresszeile").waitFor();
    const start = text.indexOf("Der Text");
    expect(new URL(page.url()).hash).toBe(`#${start}-${start + 8}`);
  });

  it("shows hostile headings as text", async () => {
    const page = await read("feindlich.md", wide);
    await contents(page).getByRole("link", { name: "<script>alert(2)</script>" }).click();
    expect(await focused(page)).toBe("<script>alert(2)</script>");
    expect(await page.locator("footnote-viewer img, footnote-viewer script").count()).toBe(0);
  });

  it("lets every paragraph run in its own direction", async () => {
    const { text } = await documentOf("rtl.txt");
    // The label before the mark mustn't turn the paragraph round.
    const page = await read("rtl.txt", {}, `#0-${text.indexOf("\n")}`);
    await page.locator("mark").waitFor();
    const directions = `[...${viewer}.querySelectorAll(".text p")].map((p) => getComputedStyle(p).direction)`;
    expect(await page.evaluate(directions)).toEqual(["rtl", "ltr"]);
  });

  it("opens two million characters at a span near their end, and holds all of them", async () => {
    const paragraphs = Array.from({ length: 3300 }, (_, i) => `Absatz ${i}. ${filling}`.trim());
    const text = `${paragraphs.join("\n\n")}\n\n${filling.repeat(1000)}Der allerletzte Satz.`;
    const start = text.indexOf("Absatz 3250");
    const page = await open("/documents");
    await page.route("**/api/documents/made", (route) =>
      route.fulfill({
        json: {
          ...{ id: "made", path: "made.txt", title: "Sehr lang", language: "de" },
          ...{ characters: text.length, text, headings: [], marks: [] },
        },
      }),
    );
    await page.goto(`${url()}/documents/made#${start}-${start + 11}`);
    const mark = page.locator("mark");
    await mark.getByText("Absatz 3250").waitFor();
    await expect
      .poll(async () => (await mark.boundingBox())?.y ?? 0)
      .toSatisfy((y: number) => y > 100 && y < 600);
    const letters = (shown: string) => shown.replaceAll(/\s/g, "").length;
    const shown = async () =>
      letters(await page.evaluate<string>(`${viewer}.querySelector(".text").textContent`));
    // With what is said before the mark.
    await expect.poll(shown).toBe(letters(`${text}Zitierte Stelle:`));
    await searchField(page).fill("allerletzte satz");
    await expect.poll(() => matchCount(page).innerText()).toBe("1 von 1");
    await page.getByText("Der allerletzte Satz.").waitFor();
    await searchField(page).fill("e");
    await expect.poll(() => matchCount(page).innerText()).toMatch(/ von 2\.000\+$/);
  });

  it.each(["light", "dark"] as const)("has no violations of WCAG 2.2 AA when %s", async (colorScheme) => {
    const { text } = await documentOf("handbuch.md");
    const start = text.indexOf("Der Text");
    const page = await read("handbuch.md", { ...wide, colorScheme }, `#${start}-${start + 8}`);
    await searchField(page).fill("Text");
    await expect.poll(() => matchCount(page).innerText()).toMatch(/ von /);
    await contents(page).locator("[aria-current]").waitFor();
    expect(await violations(page), "contents").toEqual([]);
    await page.goto(`${url()}/documents/${encodeURIComponent((await documentOf("seiten.txt")).id)}`);
    await page.getByRole("spinbutton", { name: "Seite" }).waitFor();
    expect(await violations(page), "pages").toEqual([]);
  });

  it("fits windows of any width, with all that its toolbar can hold", async () => {
    for (const path of ["handbuch.md", "seiten.txt"]) {
      const page = await read(path, {}, "#0-8");
      await searchField(page).fill("quatsch");
      await expect.poll(() => matchCount(page).innerText()).toBe("Keine Treffer");
      for (const width of [265, 300, 320, 360, 420, 550, 640, 760, 1024, 1199, 1200, 1440]) {
        await page.setViewportSize({ width, height: 256 });
        expect(
          await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
          `${path}, ${width}`,
        ).toBe(0);
      }
    }
  });

  it("can be used with the keyboard alone", async () => {
    const page = await read("handbuch.md", wide);
    const name = () =>
      page.evaluate<string>(
        `(() => { const e = ${viewer}.activeElement; return (e?.getAttribute("aria-label") ?? e?.labels?.[0]?.textContent ?? e?.textContent ?? "").trim(); })()`,
      );
    const order: string[] = [];
    await searchField(page).focus();
    await page.keyboard.type("katze");
    await page.keyboard.press("Enter");
    for (let step = 0; step < 6; step += 1) {
      order.push(await name());
      await page.keyboard.press("Tab");
    }
    expect(order).toEqual([
      "Im Dokument suchen",
      "Voriger Treffer",
      "Nächster Treffer",
      "Link kopieren",
      "Handbuch",
      "Aufbau",
    ]);
  });
});
