import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { listenToAnnouncements } from "../support/browser/announcements.js";
import { describeOnForeignSite, widgetTag } from "../support/browser/foreign-site.js";
import { ask } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

const question = "Wann wollte Kirgisistan vermitteln?";
const article = `<main><h1>Eine fremde Seite</h1><p>Text.</p><a href="#after">Danach</a></main>`;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

/** The name of what has the focus, through shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
      return (e?.getAttribute("aria-label") ?? e?.textContent ?? "").trim(); })()`,
  );
}

describeOnForeignSite("the widget, accessible", {}, ({ openSite, open }) => {
  const site = { body: article + widgetTag('data-questions="Welche Straße nutzen Schmuggler?"') };
  const launcher = (page: Page) => page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" });

  it.each([
    ["light", "desktop", {}],
    ["dark", "desktop", {}],
    ["light", "phone", phone],
    ["dark", "phone", phone],
  ] as const)("has no violations of WCAG 2.2 AA, %s on a %s", async (colorScheme, _, options) => {
    const page = await openSite(site, { colorScheme, ...options });
    await launcher(page).waitFor();
    expect(await violations(page), "closed").toEqual([]);
    await launcher(page).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page), "open").toEqual([]);
    await page.route("**/api/chat", (route) => route.abort());
    await ask(page, "Scheitert das?");
    await page.unroute("**/api/chat");
    const refusal = await ask(page, "Welche Währung hat Kirgisistan?");
    await refusal.getByText(/^Vielleicht verwandt/).click();
    const turn = await ask(page, question);
    await turn.getByRole("button", { name: "Hilfreich", exact: true }).click();
    await turn.getByRole("textbox").waitFor();
    await turn
      .getByRole("button", { name: /^Fußnote 1/ })
      .first()
      .click();
    expect(await violations(page), "conversation").toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "is without violations on the demo page too, %s",
    async (colorScheme) => {
      const page = await open("/demo", { colorScheme });
      await launcher(page).waitFor();
      expect(await violations(page), "closed").toEqual([]);
      await launcher(page).click();
      await ask(page, question);
      expect(await violations(page), "open").toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("checkbox", { name: "In der Seite statt in der Ecke" }).check();
      await page.getByRole("heading", { name: "Fragen an das Archiv" }).waitFor();
      expect(await violations(page), "inline").toEqual([]);
    },
  );

  it.each([
    ["#ffe100", "light"],
    ["#ffe100", "dark"],
    ["#000080", "dark"],
    ["hotpink", "light"],
  ] as const)("keeps its contrast with the accent %s when %s", async (accent, colorScheme) => {
    const page = await openSite(
      { body: article + widgetTag(`data-open data-accent="${accent}"`) },
      { colorScheme },
    );
    await page.getByRole("dialog").waitFor();
    const turn = await ask(page, question);
    await turn
      .getByRole("button", { name: /^Fußnote 1/ })
      .first()
      .click();
    expect(await violations(page)).toEqual([]);
  });

  it("can be used with the keyboard alone", async () => {
    const page = await openSite(site);
    await launcher(page).waitFor();
    const tabTo = async (name: RegExp, key = "Tab") => {
      for (let step = 0; step < 25 && !name.test(await focused(page)); step += 1) {
        await page.keyboard.press(key);
      }
      expect(await focused(page)).toMatch(name);
    };
    await tabTo(/öffnen$/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await expect.poll(() => focused(page)).toBe("Frage");
    await page.keyboard.type("Wann wollte");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Kirgisistan vermitteln?");
    await page.keyboard.press("Enter");
    await page.getByRole("article").locator(".excerpt").waitFor();
    await tabTo(/^Fußnote 1/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.locator(".note").waitFor();
    expect(await focused(page)).toMatch(/^Fußnote 1/);
    // The first Escape closes the footnote, the second the panel.
    await page.keyboard.press("Escape");
    expect(await page.locator(".note").count()).toBe(0);
    expect(await focused(page)).toMatch(/^Fußnote 1: .*geprüft$/);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await focused(page)).toMatch(/öffnen$/);
    // The page goes on where it was left.
    await page.keyboard.press("Shift+Tab");
    expect(await focused(page)).toBe("Danach");
  });

  it("keeps the focus within the panel where it covers the page", async () => {
    const page = await openSite(site, phone);
    await launcher(page).click();
    await page.getByRole("dialog").waitFor();
    const seen = new Set<string>();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      seen.add(await focused(page));
    }
    expect([...seen]).not.toContain("Danach");
    expect([...seen]).toContain("Schließen");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => focused(page)).toMatch(/öffnen$/);
  });

  it("announces a finished answer once", async () => {
    const page = await openSite(site);
    await launcher(page).click();
    const announcements = await listenToAnnouncements(page);
    await ask(page, question);
    const said = await announcements();
    expect(said.filter((text) => text.startsWith("Antwort: Kirgisistan"))).toHaveLength(1);
    expect(said.length).toBeLessThanOrEqual(2);
    expect(said.at(-1)).not.toContain("[1]");
  });

  it.each([
    ["a dark phone", { ...phone, colorScheme: "dark" }],
    ["a phone held sideways", { ...phone, viewport: { width: 740, height: 360 } }],
    ["a desktop at 400 % zoom", { viewport: { width: 320, height: 256 } }],
    ["a desktop at 200 % zoom", { viewport: { width: 640, height: 400 } }],
  ] as const)("needs no sideways scrolling on %s", async (_, options) => {
    const page = await openSite(site, options);
    await launcher(page).click();
    await ask(page, `Was heißt ${"Donaudampfschiff".repeat(8)}?`);
    const turn = await ask(page, question);
    await turn
      .getByRole("button", { name: /^Fußnote 1/ })
      .first()
      .click();
    const sideways = await page.evaluate<number>(`Math.max(document.documentElement.scrollWidth - innerWidth,
      ...[...document.querySelector("footnote-chat").shadowRoot.querySelectorAll(".log, .panel")]
        .map((element) => element.scrollWidth - element.clientWidth))`);
    expect(sideways).toBe(0);
    const panel = await page.getByRole("dialog").boundingBox();
    expect(panel?.x).toBeGreaterThanOrEqual(0);
    expect(panel?.y).toBeGreaterThanOrEqual(0);
  });
});
