import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Citation } from "../../src/core/answer.js";
import { describeOnForeignSite, widgetTag } from "../support/browser/foreign-site.js";
import { ask } from "../support/browser/in-browser.js";
import { done, scriptChat } from "../support/browser/scripted-chat.js";

const question = "Wann wollte Kirgisistan vermitteln?";
const article = "<main><h1>Eine fremde Seite</h1><p>Text.</p></main>";
const hostileText = `Der Zauberspruch lautet <script>alert("Text")</script> <img src="https://evil.example/x" onerror="alert(2)">.
Der Geheimgang liegt hinter [dem Bild](javascript:alert(3)) und ![Bild](https://evil.example/y.png) im Turm.`;

async function openPanel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" }).first().click();
  await page.getByRole("dialog").first().waitFor();
}

/** What a page may notice of the looks of a widget: places, sizes, fonts and colours of everything in it. */
function looks(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelector("footnote-chat").shadowRoot.querySelectorAll("*")].map((element) => {
    const { width, height } = element.getBoundingClientRect();
    const { color, fontSize, fontFamily, lineHeight, letterSpacing, textTransform, display, padding } = getComputedStyle(element);
    return [element.localName, Math.round(width), Math.round(height), color, fontSize, fontFamily, lineHeight,
      letterSpacing, textTransform, display, padding];
  })`);
}

describeOnForeignSite("the widget, isolated", { "zauber.txt": hostileText }, ({ openSite, url }) => {
  it("looks the same whatever the page's style", async () => {
    const styles = [
      "",
      "* { all: unset }",
      `html { font-size: 62.5% } body { font: 30px/3 fantasy; color: red; letter-spacing: 9px; text-transform: uppercase;
        direction: rtl; visibility: hidden; zoom: 1 }
       *, *::before, *::after { box-sizing: content-box; margin: 7px; padding: 7px; --accent: red; --ink: lime }
       button, dialog, textarea, div { display: none !important; position: static !important; color: red !important }`,
    ];
    const seen: unknown[] = [];
    for (const style of styles) {
      const page = await openSite({
        head: `<style>${style}</style>`,
        body: article + widgetTag("data-open data-lang=de"),
      });
      await page.getByRole("dialog").waitFor();
      await page.getByRole("textbox").fill(question);
      await page.keyboard.press("Enter");
      await page.getByRole("article").locator(".excerpt").waitFor();
      seen.push(await looks(page));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it("works under a strict Content-Security-Policy with a nonce and Trusted Types", async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-abc' 'strict-dynamic'",
      "style-src 'nonce-abc'",
      `connect-src ${url()}`,
      "require-trusted-types-for 'script'",
      "trusted-types footnote-widget",
      "base-uri 'none'",
    ].join("; ");
    const page = await openSite({
      body: article + widgetTag('nonce="abc" data-accent="#7a1fa2"'),
      headers: { "content-security-policy": policy },
    });
    await openPanel(page);
    const turn = await ask(page, question);
    await turn.getByRole("button", { name: /^Fußnote 1/ }).click();
    await page.getByRole("region", { name: /^Fußnote 1/ }).waitFor();
    const background = `getComputedStyle(document.querySelector("footnote-chat").shadowRoot.querySelector(".launcher")).backgroundColor`;
    expect(await page.evaluate(background)).toMatch(/^oklch\(0\.4\d+ /);
  });

  it("shares a page with another, each with its own conversation", async () => {
    const page = await openSite({
      body: `${article}<div id="here"></div>${widgetTag('data-target="#here"')}${widgetTag('data-lang="en"')}`,
    });
    const inline = page.locator("#here footnote-chat");
    const panel = page.locator("footnote-chat[launcher]");
    await inline.getByRole("textbox").fill(question);
    await page.keyboard.press("Enter");
    await inline.getByRole("article").getByText("Oktober 1992").first().waitFor();
    await page.getByRole("button", { name: "Ask the documents: open" }).click();
    await panel.getByRole("textbox").fill("Which road do smugglers use?");
    await page.keyboard.press("Enter");
    await panel.getByRole("article").getByText("M41").first().waitFor();
    await page.reload();
    await inline.getByRole("article").getByText("Oktober 1992").first().waitFor();
    expect(await inline.getByRole("article").count()).toBe(1);
    await page.getByRole("button", { name: "Ask the documents: open" }).click();
    await panel.getByRole("article").getByText("M41").first().waitFor();
    expect(await panel.getByRole("article").count()).toBe(1);
  });

  it("is one element when the page has its script twice", async () => {
    const page = await openSite({ body: `${article}${widgetTag()}${widgetTag('data-position="left"')}` });
    await page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" }).last().waitFor();
    expect(await page.locator("footnote-chat").count()).toBe(2);
  });

  it("costs nothing before it is opened, moves nothing, and leaves the page alone", async () => {
    const page = await openSite({
      head: `<script>
        window.before = Object.keys(window);
        window.shifts = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifts += entry.value; })
          .observe({ type: "layout-shift", buffered: true });
      </script>`,
      body: article + widgetTag(),
    });
    const requested: string[] = [];
    page.on("request", (request) => requested.push(request.url()));
    await page.reload();
    const launcher = page.getByRole("button", { name: /öffnen$/ });
    await launcher.waitFor();
    await page.evaluate(
      "new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(resolve)))",
    );
    expect(requested.filter((address) => address.startsWith(url()))).toEqual([`${url()}/widget.js`]);
    expect(await page.evaluate("document.documentElement.scrollHeight <= innerHeight")).toBe(true);

    await launcher.click();
    await page.getByRole("dialog").waitFor();
    expect(await page.evaluate("shifts")).toBe(0);
    const globals = await page.evaluate<string[]>(
      "Object.keys(window).filter((key) => !before.includes(key))",
    );
    // Lit's notes on which of its versions are there.
    expect(globals.filter((name) => !/^(?:lit|reactiveElement)/.test(name))).toEqual(["before", "shifts"]);
    expect(await page.evaluate("document.head.querySelectorAll('style, link').length")).toBe(0);
    await page.evaluate("keys = []; document.addEventListener('keydown', (event) => keys.push(event.key))");
    await page.getByRole("textbox").pressSequentially("s/");
    expect(await page.evaluate("keys")).toEqual([]);
  });

  it("shows hostile text of documents as text", async () => {
    const page = await openSite({ body: article + widgetTag() });
    await openPanel(page);
    for (const asked of ["Wie lautet der Zauberspruch?", "Wo liegt der Geheimgang?"]) {
      const turn = await ask(page, asked);
      await turn
        .getByRole("button", { name: /^Fußnote 1/ })
        .first()
        .click();
      expect(await turn.locator(".note mark").innerText()).toMatch(/<script>|javascript:/);
    }
    expect(
      await page.locator("footnote-chat").locator("img, script, iframe, object, [onerror]").count(),
    ).toBe(0);
    const links = await page.locator("footnote-chat").getByRole("link").all();
    for (const link of links) {
      expect(await link.getAttribute("href")).toMatch(new RegExp(`^${url()}/documents/`));
    }
  });

  it("shows hostile text of a model as text, also while it is written", async () => {
    const page = await openSite({ body: article + widgetTag() });
    await openPanel(page);
    const chat = await scriptChat(page);
    const hostile =
      "<img src=x onerror=alert(1)> <script>alert(2)</script> [a](javascript:alert(3)) [b](data:text/html,x) " +
      "![c](https://evil.example/beacon.png) [d](//evil.example) <https://ok.example/> [e](https://ok.example/e) " +
      '[f]: https://evil.example\n\n<iframe srcdoc="<script>alert(4)</script>"></iframe> Ja. [1]';
    const citation: Citation = {
      marker: 1,
      documentId: "../../evil?x=<b>#",
      title: '<b onclick="alert(5)">Titel</b>',
      url: "javascript:alert(6)",
      page: null,
      slide: null,
      row: null,
      time: null,
      heading: ["<i>Kapitel</i>"],
      start: 0,
      end: 3,
      quote: "Ja.",
      verified: false,
      reason: "unsupported",
      highlights: [],
    };
    const asked = ask(page, "Ist das gefährlich?");
    for (const piece of hostile.match(/.{1,7}/gs) ?? []) {
      await chat.send({ type: "delta", text: piece });
    }
    await chat.send(done(hostile, [citation]));
    const turn = await asked;
    await chat.close();
    await turn.getByRole("button", { name: /nicht bestätigt$/ }).click();
    expect(await turn.locator("img, script, iframe, b, i, [onclick]").count()).toBe(0);
    const links = await turn.locator(".answer p").getByRole("link").all();
    expect(await Promise.all(links.map((link) => link.getAttribute("href")))).toEqual([
      "https://evil.example/beacon.png",
      "https://ok.example/",
      "https://ok.example/e",
    ]);
    for (const link of links) {
      expect(await link.getAttribute("rel")).toContain("noopener nofollow");
    }
    const documents = await turn.locator("[part=document-link]").all();
    for (const link of documents) {
      expect(new URL((await link.getAttribute("href")) ?? "").origin).toBe(url());
    }
  });
});
