import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

const question = "Wann wollte Kirgisistan vermitteln?";
const key = "a-key-for-tests";

const documents = {
  "umzug.md": "# Umzug nach Köln\n\n## Termine\n\nDer Möbelwagen kommt am 3. Mai 2024 um acht Uhr.\n",
  "<img src=x onerror=alert(1)>.txt":
    'Der Zauberspruch lautet <script>alert("Text")</script> <img src="https://evil.example/x" onerror="alert(2)">.',
};

const passages = (page: Page) => page.getByRole("article");

/** Searches as a reader does and waits for what is found. */
async function search(page: Page, query: string): Promise<Locator> {
  await page.getByRole("searchbox").fill(query);
  await page.keyboard.press("Enter");
  await page.getByText("Gesuchte Wörter").waitFor();
  return passages(page).first();
}

/** The figures in a text, as a German reader reads them. */
function figures(text: string): number[] {
  return [...text.matchAll(/([−-]?)(\d+,\d+)/g)].map(
    ([, sign, digits = ""]) => Number(digits.replace(",", ".")) * (sign === "" ? 1 : -1),
  );
}

/** The bars beside a passage by their names, as shares of their full length. */
async function bars(passage: Locator): Promise<Record<string, number>> {
  const rows = await passage.getByRole("listitem").all();
  const lengths = rows.map(async (row) => {
    const track = await row.locator(".bar").boundingBox();
    const pieces = await Promise.all((await row.locator("rect").all()).map((piece) => piece.boundingBox()));
    const filled = pieces.reduce((sum, piece) => sum + (piece?.width ?? 0), 0);
    return [await row.locator(".name").innerText(), filled / (track?.width ?? 0)] as const;
  });
  return Object.fromEntries(await Promise.all(lengths));
}

describeInBrowser("the search page", documents, ({ open, openChat, url }) => {
  it("shows what each search gave to a passage, which words met, and how long it took", async () => {
    const page = await openChat();
    await page.getByRole("link", { name: "Suche", exact: true }).click();
    await page.getByText("Die erste Suche").waitFor();
    const best = await search(page, question);
    expect(await page.title()).toBe("Footnote: Suche");

    expect(await best.getByRole("blockquote").innerText()).toContain("im Oktober 1992 erfolglos");
    expect(await best.locator("blockquote mark:not(.part)").allInnerTexts()).toEqual(["Kirgisistan"]);
    expect(await best.locator("blockquote mark.part").allInnerTexts()).toEqual(["Vermittlung"]);
    expect(await best.locator(".words").innerText()).toMatch(
      /Gleiches Wort\s*Kirgisistan\s+Teil eines Worts\s*vermitteln\s+Fehlt\s*Wann, wollte/,
    );

    const rows = best.getByRole("listitem");
    expect(await rows.nth(0).innerText()).toMatch(/^Wörter\s+0,\d{3}\s+Rang 1 von \d+$/);
    expect(await rows.nth(1).innerText()).toMatch(/^Bedeutung\s+0,\d{3}\s+Rang \d+ von \d+$/);
    const lengths = await bars(best);
    for (const row of await rows.all()) {
      const [name = ""] = (await row.innerText()).split(/\s+0,/);
      const [value] = figures(await row.innerText());
      expect(lengths[name], name).toBeCloseTo(value ?? Number.NaN, 1);
    }

    const timings = await page.locator(".timings").innerText();
    expect(timings).toMatch(
      /^Dauer\s*[\d.,]+ ms\s.*Frage einbetten.*Wörter.*Bedeutung.*Rangfolge\s*[\d.,]+ ms$/s,
    );
    expect(timings).not.toContain("Reranker");
  });

  it("adds up the parts of a score in a table", async () => {
    const page = await open(`/search?q=${encodeURIComponent(question)}`);
    for (const passage of (await passages(page).all()).slice(0, 3)) {
      await passage.getByText("So ergibt sich der Gesamtwert").click();
      const lines = await passage.getByRole("row").allInnerTexts();
      const [total] = figures(lines.at(-1) ?? "");
      const parts = lines.slice(1, -1).map(figures);
      expect(parts).toHaveLength(6);
      expect(parts.reduce((sum, part) => sum + (part.at(-1) ?? 0), 0)).toBeCloseTo(total ?? Number.NaN, 2);
      for (const [ofPassage = 0, ofParagraph = 0, weight = 0, share] of parts.slice(0, -1)) {
        expect(share).toBeCloseTo((ofPassage + ofParagraph) * weight, 2);
      }
      expect(await passage.getByRole("listitem").filter({ hasText: "Gesamtwert" }).innerText()).toContain(
        `${total?.toFixed(3).replace(".", ",")}`,
      );
    }
  });

  it("keeps the search in the address, and goes back and forward", async () => {
    const page = await open("/search");
    await search(page, "Kirgisistan & <Grenze>");
    expect(new URL(page.url()).searchParams.get("q")).toBe("Kirgisistan & <Grenze>");
    await page.getByLabel("Stellen").selectOption("5");
    await expect.poll(() => passages(page).count()).toBe(5);
    expect(page.url()).toMatch(/&k=5$/);
    const best = await search(page, "Möbelwagen");
    await best.getByRole("link", { name: "Umzug nach Köln" }).waitFor();

    await page.goBack();
    await page.getByText("Gesuchte Wörter: Kirgisistan, Grenze").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("Kirgisistan & <Grenze>");
    await page.goBack();
    await expect.poll(() => passages(page).count()).toBeGreaterThan(5);
    expect(await page.getByLabel("Stellen").inputValue()).toBe("10");
    await page.goBack();
    await page.getByText("Die erste Suche").waitFor();
    expect(await passages(page).count()).toBe(0);
    await page.goForward();
    await page.getByText("Gesuchte Wörter: Kirgisistan, Grenze").waitFor();

    await page.getByRole("button", { name: /English/ }).click();
    await page.getByText("Words looked for: Kirgisistan, Grenze").waitFor();
    expect(await page.title()).toBe("Footnote: search");
  });

  it("opens the viewer at a passage, and comes back to the results", async () => {
    const page = await open("/search");
    const best = await search(page, question);
    const text = await best.getByRole("blockquote").innerText();
    await best.getByRole("link").click();
    await page.locator("footnote-viewer mark").waitFor();
    expect(await page.locator("footnote-viewer mark").innerText()).toBe(`Zitierte Stelle:\n${text}`);
    await page.goBack();
    await passages(page).first().waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe(question);
  });

  it("says that words can hardly meet in another language", async () => {
    const page = await open("/search?q=When+does+the+van+come%3F");
    await passages(page).first().getByText("In einer anderen Sprache als die Frage").waitFor();
  });

  it("tells of a search that failed, and tries again where the reader is", async () => {
    const page = await open("/search");
    await page.route("**/api/search?*", (route) => route.abort());
    await page.getByRole("searchbox").fill(question);
    await page.keyboard.press("Enter");
    await page.getByText("Footnote ist gerade nicht erreichbar.", { exact: false }).last().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unroute("**/api/search?*");
    await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await passages(page).first().waitFor();
    await page.locator("input[type=search]:focus").waitFor();
  });

  it("shows only the results of the latest search", async () => {
    const page = await open("/search");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/q=Grenze/, async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await page.getByRole("searchbox").fill("Grenze");
    await page.keyboard.press("Enter");
    const best = await search(page, "Möbelwagen");
    release();
    await best.getByRole("link", { name: "Umzug nach Köln" }).waitFor();
    expect(await page.getByText("Gesuchte Wörter").innerText()).toContain("Möbelwagen");
  });

  it("has nothing to show where there is no document", async () => {
    const page = await open("/search");
    await page.route("**/api/search?*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), found: 0, passages: [] } });
    });
    await page.getByRole("searchbox").fill("Grenze");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Noch keine Dokumente" }).waitFor();
    expect(await page.getByRole("status").innerText()).toBe("Keine Stellen.");
    expect(await violations(page)).toEqual([]);
  });

  it("shows hostile text as text", async () => {
    const page = await open("/search");
    const best = await search(page, "Wie lautet der Zauberspruch? <img src=x onerror=alert(3)>");
    expect(await best.innerText()).toContain('<script>alert("Text")</script>');
    expect(await best.getByRole("link").innerText()).toContain("<img src=x onerror=alert(1)>");
    expect(await page.locator("footnote-search img, footnote-search script").count()).toBe(0);
    const href = (await best.getByRole("link").getAttribute("href")) ?? "";
    expect(new URL(href, url()).origin).toBe(url());
  });

  it("can be used with the keyboard alone", async () => {
    const page = await open("/search");
    const tabTo = async (target: Locator, by = "Tab") => {
      const focused = () => target.and(page.locator(":focus")).count();
      for (let step = 0; step < 30 && (await focused()) === 0; step += 1) {
        await page.keyboard.press(by);
      }
      expect(await focused()).toBe(1);
    };
    await tabTo(page.getByRole("searchbox"));
    await page.keyboard.type(question);
    await page.keyboard.press("Enter");
    const best = passages(page).first();
    await best.waitFor();
    await tabTo(page.getByText("Was bedeuten die Balken?"));
    await page.keyboard.press("Enter");
    await page.getByText("Die erste Suche").waitFor();
    await tabTo(best.getByText("So ergibt sich der Gesamtwert"));
    await page.keyboard.press("Enter");
    await best.getByRole("table").waitFor();
    await tabTo(page.getByLabel("Stellen"), "Shift+Tab");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => passages(page).count()).toBe(5);
    await tabTo(best.getByRole("link"));
    await page.keyboard.press("Enter");
    await page.locator("footnote-viewer mark").waitFor();
  });

  it.each(["light", "dark"] as const)("has no violations of WCAG 2.2 AA when %s", async (colorScheme) => {
    const page = await open("/search", { colorScheme });
    expect(await violations(page), "before a search").toEqual([]);
    const best = await search(page, question);
    await page.getByText("Was bedeuten die Balken?").click();
    await best.getByText("So ergibt sich der Gesamtwert").click();
    expect(await violations(page), "results").toEqual([]);
  });

  it.each([
    ["a dark phone", { viewport: { width: 360, height: 740 }, isMobile: true, colorScheme: "dark" }],
    ["a desktop at 400 % zoom", { viewport: { width: 320, height: 256 } }],
  ] as const)("needs no sideways scrolling on %s", async (_, options) => {
    const page = await open("/search", options);
    const best = await search(page, `Kirgisistan ${"Donaudampfschiff".repeat(8)} vermitteln`);
    await page.getByText("Was bedeuten die Balken?").click();
    await best.getByText("So ergibt sich der Gesamtwert").click();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});

describeInBrowser(
  "the search page of a server with an API key",
  {},
  ({ open }) => {
    it("asks for the key, says when it is refused, and goes on once it is taken", async () => {
      const page = await open(`/search?q=${encodeURIComponent(question)}`);
      const field = page.getByLabel("Schlüssel", { exact: true });
      await field.fill("not-the-key");
      await field.press("Enter");
      await page.getByText("Diesen Schlüssel nimmt der Server nicht an.").waitFor();
      await page.locator("input[type=password]:focus").waitFor();
      expect(await violations(page)).toEqual([]);
      await field.fill(key);
      await field.press("Enter");
      await passages(page).first().waitFor();
      await page.locator("input[type=search]:focus").waitFor();
      expect(page.url()).not.toContain(key);
    });
  },
  { API_KEYS: key },
);
