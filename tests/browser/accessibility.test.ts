import { expect, it } from "vitest";
import { listenToAnnouncements } from "../support/browser/announcements.js";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

describeInBrowser("the pages, accessible", {}, ({ openChat }) => {
  it.each(["light", "dark"] as const)("have no violations of WCAG 2.2 AA when %s", async (colorScheme) => {
    const page = await openChat({ colorScheme });
    await page.getByRole("button", { name: "Wann wollte Kirgisistan vermitteln?" }).waitFor();
    expect(await violations(page), "empty").toEqual([]);

    await page.route("**/api/chat", (route) => route.abort());
    await ask(page, "Scheitert das?");
    await page.unroute("**/api/chat");
    const refusal = await ask(page, "Welche Währung hat Kirgisistan?");
    await refusal.getByText(/^Vielleicht verwandt/).click();
    const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
    await turn.getByRole("button", { name: /^Fußnote 1/ }).click();
    expect(await violations(page), "conversation").toEqual([]);

    await page
      .getByRole("region", { name: /^Fußnote 1/ })
      .getByRole("link")
      .click();
    await page.locator("footnote-viewer mark").first().waitFor();
    expect(await violations(page), "viewer").toEqual([]);
  });

  it("can be used with the keyboard alone", async () => {
    const page = await openChat();
    const focused = () =>
      page.evaluate<string>(
        `(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
          return (e?.getAttribute("aria-label") ?? e?.textContent ?? "").trim(); })()`,
      );
    const tabTo = async (name: RegExp, key = "Tab") => {
      for (let step = 0; step < 25 && !name.test(await focused()); step += 1) {
        await page.keyboard.press(key);
      }
      expect(await focused()).toMatch(name);
    };
    await tabTo(/^Frage$/);
    await page.keyboard.type("Wann wollte");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Kirgisistan vermitteln?");
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
    await tabTo(/^Fußnote 1/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.locator(".note").waitFor();
    expect(await focused()).toMatch(/^Fußnote 1/);
    await page.keyboard.press("Escape");
    expect(await page.locator(".note").count()).toBe(0);
    expect(await focused()).toMatch(/^Fußnote 1: .*geprüft$/);
    await page.keyboard.press("Enter");
    await tabTo(/^Im Dokument lesen/);
    await page.keyboard.press("Enter");
    await page.locator("footnote-viewer mark").first().waitFor();
    await tabTo(/^Zu den Fragen/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("article").waitFor();
  });

  it("announce a finished answer once", async () => {
    const page = await openChat();
    const announcements = await listenToAnnouncements(page);
    await ask(page, "Wann wollte Kirgisistan vermitteln?");
    const said = await announcements();
    expect(said.filter((text) => text.startsWith("Antwort: Kirgisistan"))).toHaveLength(1);
    expect(said.length).toBeLessThanOrEqual(2);
    expect(said.at(-1)).not.toContain("[1]");
  });

  it.each([
    ["a dark phone", { ...phone, colorScheme: "dark" }],
    ["a desktop at 400 % zoom", { viewport: { width: 320, height: 256 } }],
  ] as const)("need no sideways scrolling on %s", async (_, options) => {
    const page = await openChat(options);
    const sideways = () =>
      page.evaluate<number>(`Math.max(document.documentElement.scrollWidth - innerWidth,
        ...[...document.querySelectorAll("footnote-chat")].map((chat) => {
          const log = chat.shadowRoot.querySelector(".log");
          return log.scrollWidth - log.clientWidth;
        }))`);
    await ask(page, `Was heißt ${"Donaudampfschiff".repeat(8)}?`);
    const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
    await turn.getByRole("button", { name: /^Fußnote 1/ }).click();
    expect(await sideways()).toBe(0);
    await page
      .getByRole("region", { name: /^Fußnote 1/ })
      .getByRole("link")
      .click();
    await page.locator("footnote-viewer mark").first().waitFor();
    expect(await sideways()).toBe(0);
  });

  it.each(["de-DE", "en-GB"])("fit windows of any width (%s)", async (locale) => {
    const page = await openChat({ locale });
    const overflowing = async () => {
      const widths: number[] = [];
      for (const width of [265, 280, 300, 320, 340, 360, 420, 550, 640, 740, 760, 1024]) {
        await page.setViewportSize({ width, height: 256 });
        const fits = await page.evaluate<boolean>("document.documentElement.scrollWidth === innerWidth");
        if (!fits) {
          widths.push(width);
        }
      }
      return widths;
    };
    expect(await overflowing(), "chat").toEqual([]);
    for (const path of ["/search", "/documents"]) {
      await page.goto(new URL(path, page.url()).href);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await overflowing(), path).toEqual([]);
    }
    await page.getByRole("table").getByRole("link").first().click();
    await page.locator("footnote-viewer .text").waitFor();
    expect(await overflowing(), "viewer").toEqual([]);
  });
});
