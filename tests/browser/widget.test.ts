import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeOnForeignSite, widgetTag } from "../support/browser/foreign-site.js";
import { ask } from "../support/browser/in-browser.js";
import { scriptChat } from "../support/browser/scripted-chat.js";

const question = "Wann wollte Kirgisistan vermitteln?";
const article = "<main><h1>Eine fremde Seite</h1><p>Text.</p></main>";

/** Opens the panel as a visitor does. */
async function openPanel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" }).click();
  await page.getByRole("dialog", { name: "Fragen an die Dokumente" }).waitFor();
}

describeOnForeignSite("the widget on another site", {}, ({ openSite, url, origin }) => {
  const site = (attributes = "") => ({ body: article + widgetTag(attributes) });

  it("answers with a footnote that opens the quote, and the document in a new tab", async () => {
    const page = await openSite(site());
    await openPanel(page);
    const turn = await ask(page, question);
    await turn.getByRole("button", { name: /^Fußnote 1: .*, Zitat geprüft$/ }).click();
    const note = page.getByRole("region", { name: /^Fußnote 1/ });
    expect(await note.locator("mark").innerText()).toContain("im Oktober 1992 erfolglos");
    expect(await note.innerText()).toContain("Zitat geprüft");

    const opened = page.context().waitForEvent("page");
    await note.getByRole("link", { name: "Im Dokument lesen , öffnet einen neuen Tab" }).click();
    const viewer = await opened;
    await viewer.locator("mark:not(.around)").waitFor();
    expect(new URL(viewer.url()).origin).toBe(url());
    expect(await viewer.locator("mark:not(.around)").innerText()).toContain("im Oktober 1992 erfolglos");
    expect(await viewer.evaluate("window.opener")).toBeNull();
    expect(new URL(page.url()).origin).toBe(origin());
  });

  it("shows an answer as it is written, and can be stopped", async () => {
    const page = await openSite(site());
    await openPanel(page);
    const chat = await scriptChat(page);
    await page.getByRole("textbox", { name: "Frage" }).fill(question);
    await page.keyboard.press("Enter");
    await page.getByText("Durchsucht die Dokumente").first().waitFor();
    await chat.send({ type: "passages", passages: [] });
    await chat.send({ type: "delta", text: "Das war **gan" });
    const turn = page.getByRole("article");
    await turn.getByText("Das war **gan").waitFor();
    await chat.send({ type: "delta", text: "z** einfach" });
    await turn.getByText("ganz", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Anhalten" }).click();
    await turn.getByText("Angehalten").waitFor();
    await chat.hungUp;
    expect(await turn.innerText()).toContain("Das war ganz einfach");
    await chat.close();
    await turn.getByRole("button", { name: "Noch einmal fragen" }).click();
    await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
  });

  it("keeps the conversation over a reload and on other pages of the site, until the visitor clears it", async () => {
    const page = await openSite(site());
    await openPanel(page);
    await ask(page, question);
    for (const path of ["/", "/another/page"]) {
      await page.goto(origin() + path);
      await openPanel(page);
      await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
    }
    await page.getByRole("button", { name: "Gespräch löschen" }).click();
    await page.reload();
    await openPanel(page);
    expect(await page.getByRole("article").count()).toBe(0);
    expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
  });

  it("says what is wrong, and tries again", async () => {
    const page = await openSite(site());
    await openPanel(page);
    const cors = { "access-control-allow-origin": origin(), "access-control-expose-headers": "Retry-After" };
    await page.route("**/api/chat", (route) =>
      route.fulfill({
        status: 429,
        headers: { ...cors, "retry-after": "7" },
        json: { error: { code: "too_many_requests", message: "Wait.", requestId: "r-1" } },
      }),
    );
    const turn = await ask(page, question);
    await turn.getByText("Zu viele Fragen in kurzer Zeit. In 7 Sekunden").waitFor();

    await page.unroute("**/api/chat");
    await page.route(`${url()}/**`, (route) => route.abort());
    await turn.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await page.getByRole("article").getByText("Footnote ist gerade nicht erreichbar").waitFor();

    await page.unroute(`${url()}/**`);
    await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
  });

  it("takes ratings with a comment, and copies an answer with its sources", async () => {
    const page = await openSite(site(), { permissions: ["clipboard-read", "clipboard-write"] });
    await openPanel(page);
    const turn = await ask(page, question);
    const rated = page.waitForRequest("**/api/feedback");
    await turn.getByRole("button", { name: "Hilfreich", exact: true }).click();
    const { answerId } = (await rated).postDataJSON();
    expect((await rated).postDataJSON()).toEqual({ answerId, rating: "up" });
    expect((await (await rated).response())?.status()).toBe(204);

    const commented = page.waitForRequest("**/api/feedback");
    await turn.getByRole("textbox", { name: /Was war gut/ }).fill("Genau richtig.");
    await turn.getByRole("button", { name: "Senden" }).click();
    expect((await commented).postDataJSON()).toEqual({ answerId, rating: "up", comment: "Genau richtig." });
    await turn.getByText("Danke, angekommen.").waitFor();

    await turn.getByRole("button", { name: "Kopieren" }).click();
    await turn.getByText("Kopiert").waitFor();
    const copied = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(copied).toMatch(
      /Kirgisistan versuchte im Oktober 1992 .* \[1\]\n\n\[1\] Beziehungen .* \(Zitat geprüft\)\n/s,
    );
    expect(copied).toContain(`${url()}/documents/`);

    await page.reload();
    await openPanel(page);
    const up = page.getByRole("button", { name: "Hilfreich", exact: true });
    expect(await up.getAttribute("aria-pressed")).toBe("true");
  });

  it("takes back a rating that can't be sent", async () => {
    const page = await openSite(site());
    await openPanel(page);
    const turn = await ask(page, question);
    await page.route("**/api/feedback", (route) => route.abort());
    const down = turn.getByRole("button", { name: "Nicht hilfreich" });
    await down.click();
    await turn.getByText("Das ließ sich nicht senden.").waitFor();
    expect(await down.getAttribute("aria-pressed")).toBe("false");
  });

  it("is what the tag's attributes say", async () => {
    const page = await openSite(
      site(
        `data-title="Ask us" data-lang="en" data-accent="#b00020" data-position="left" data-theme="dark" data-open
         data-greeting="Hello there." data-questions="How many people died in September 2022? | What is the M41?"`,
      ),
    );
    const panel = page.getByRole("dialog", { name: "Ask us" });
    await panel.getByText("Hello there.").waitFor();
    expect(await page.evaluate("document.activeElement.localName")).toBe("body");
    const styleOf = `(({ left, colorScheme }) => ({ left, colorScheme }))(getComputedStyle(
      document.querySelector("footnote-chat").shadowRoot.querySelector("dialog")))`;
    expect(await page.evaluate(styleOf)).toEqual({ left: "20px", colorScheme: "dark" });
    expect(await panel.getByRole("listitem").getByRole("button").allInnerTexts()).toEqual([
      "How many people died in September 2022?",
      "What is the M41?",
    ]);
    await panel.getByRole("button", { name: "How many people died in September 2022?" }).click();
    await page.getByRole("article").getByText("94").first().waitFor();
    await panel.getByRole("button", { name: "Close" }).click();
    await panel.waitFor({ state: "hidden" });
  });

  it("stands in the page where the tag says", async () => {
    const page = await openSite({
      body: `${article}<div id="here"></div>${widgetTag('data-target="#here"')}`,
    });
    const turn = await ask(page, question);
    expect(await turn.innerText()).toContain("Oktober 1992");
    expect(
      await page.evaluate("document.querySelector('#here footnote-chat').getBoundingClientRect().height"),
    ).toBe(608);
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("waits for a page whose head has the tag without `defer`, and says when there is no such place", async () => {
    const tag = (target: string) => `<script src="SERVERwidget.js" data-target="${target}"></script>`;
    const page = await openSite({ head: tag("#here"), body: `${article}<div id="here"></div>` });
    await page.locator("#here footnote-chat").getByRole("textbox", { name: "Frage" }).waitFor();

    const listener = "<script>onerror = (said) => { document.title = said; return true; }</script>";
    const broken = await openSite({ head: listener, body: article + tag("#nowhere") });
    // Scripts of the page aren't told what one of another origin says; the console is.
    await expect.poll(() => broken.title()).toBe("Script error.");
    expect(await broken.locator("footnote-chat").count()).toBe(0);
  });

  it("can be placed by hand, driven by methods, and tells what happens by events", async () => {
    const listener = `<script>
      window.told = [];
      for (const name of ["open", "close", "question", "answer", "error", "feedback"])
        document.addEventListener("footnote-" + name, (event) => told.push([name, event.detail]));
    </script>`;
    const page = await openSite({
      head: listener,
      body: `${article}<footnote-chat id="own" launcher heading="Archiv"></footnote-chat>${widgetTag()}`,
    });
    await page.getByRole("button", { name: "Archiv: öffnen" }).waitFor();
    expect(await page.locator("footnote-chat").count()).toBe(1);
    const told = await page.evaluate<
      readonly (readonly [string, Record<string, unknown> | null])[]
    >(`(async () => {
      const chat = document.querySelector("#own");
      await chat.ask(${JSON.stringify(question)});
      chat.close();
      await chat.updateComplete;
      return told;
    })()`);
    expect(told.map(([name]) => name)).toEqual(["open", "question", "answer", "close"]);
    expect(told[2]?.[1]).toMatchObject({
      question,
      outcome: "answered",
      answer: expect.stringContaining("Oktober 1992"),
      citations: [{ marker: 1, verified: true, url: expect.stringMatching(`^${url()}/documents/`) }],
      sentences: expect.arrayContaining([expect.objectContaining({ state: "verified", isKey: true })]),
      excerpts: [{ marker: 1 }],
    });
  });

  it("speaks other languages, from right to left too, by a dictionary", async () => {
    const page = await openSite(site("data-lang=he data-open"));
    await page.getByRole("dialog").waitFor();
    await page.evaluate(`document.querySelector("footnote-chat").messages = {
      locale: "he", direction: "rtl",
      chat: { heading: "שאלו את המסמכים" }, composer: { placeholder: "שאלה", label: "שאלה" } }`);
    await page.getByRole("dialog", { name: "שאלו את המסמכים" }).waitFor();
    const field = page.getByRole("textbox", { name: "שאלה" });
    await field.fill(question);
    await field.press("Enter");
    await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
    const shell = page.locator("footnote-chat .shell");
    expect(await shell.getAttribute("dir")).toBe("rtl");
    // What isn't in the dictionary is in a built-in language that the visitor prefers.
    await page.getByRole("button", { name: "Gespräch löschen" }).waitFor();
    // What is written from left to right stays so.
    const heading = `document.querySelector("footnote-chat").shadowRoot.querySelector(".turn h2")`;
    expect(await page.evaluate(`${heading}.matches(":dir(ltr)")`)).toBe(true);
    const send = await page.locator(".send").boundingBox();
    const box = await field.boundingBox();
    expect(send?.x).toBeLessThan(box?.x ?? 0);
  });

  it("is refused on a site that the server doesn't list", async () => {
    const page = await openSite(site());
    const elsewhere = origin().replace("localhost", "other.localhost");
    await page.goto(elsewhere);
    await openPanel(page);
    const turn = await ask(page, question);
    await turn.getByText("Diese Seite darf hier nicht fragen.").waitFor();
  });
});
