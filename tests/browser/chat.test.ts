import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { shippedDocument } from "../support/browser/start-footnote.js";

const source = await readFile(new URL(`../../documents/${shippedDocument}`, import.meta.url), "utf8");

const viewer = `document.querySelector("footnote-viewer").shadowRoot`;

describeInBrowser("the chat page", {}, ({ openChat, url }) => {
  it("answers a German question with a footnote that opens the quote, and the document at its span", async () => {
    const page = await openChat();
    const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
    const answering = "Kirgisistan versuchte im Oktober 1992 erfolglos";
    expect(await turn.locator(".excerpt mark").innerText()).toContain(answering);

    await turn.getByRole("button", { name: /^Fußnote 1: .*, Zitat geprüft$/ }).click();
    const note = page.getByRole("region", { name: /^Fußnote 1/ });
    const key = await note.locator("mark").innerText();
    expect(key).toContain(answering);
    expect(await note.innerText()).toContain("Zitat geprüft");

    await note.getByRole("link", { name: "Im Dokument lesen" }).click();
    const mark = page.locator("footnote-viewer mark:not(.around)");
    await mark.waitFor();
    const [cited, highlight] = new URL(page.url()).hash
      .slice(1)
      .split(",")
      .map((span) => span.split("-").map(Number));
    expect(source.slice(...(highlight ?? []))).toBe(key);
    expect(source.slice(...(cited ?? []))).toContain(key);
    expect(await mark.innerText()).toContain(key);
    expect(await page.evaluate(`${viewer}.activeElement.localName`)).toBe("mark");
    const visible = `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(${viewer}.querySelector("mark:not(.around)").getBoundingClientRect())`;
    await expect.poll(() => page.evaluate(visible)).toBe(true);

    await page.getByRole("link", { name: "Zu den Fragen" }).click();
    expect(await page.getByRole("article").innerText()).toContain("Oktober 1992");
  });

  it("answers an English question from the German document", async () => {
    const page = await openChat({ locale: "en-GB" });
    const turn = await ask(page, "How many people died in the armed clashes of September 2022?");
    expect(await turn.locator(".excerpt").innerText()).toMatch(/quote checked.*mindestens 94 Menschen/s);
  });

  it("shows a refusal as one, with the closest passages folded away", async () => {
    const page = await openChat();
    const turn = await ask(page, "Welche Währung hat Kirgisistan?");
    expect(await turn.getAttribute("data-state")).toBe("refused");
    await turn.getByRole("heading", { name: "Keine Antwort in den Dokumenten" }).waitFor();
    expect(await turn.getByRole("button", { name: /Fußnote/ }).count()).toBe(0);
    await turn.getByText("In den Dokumenten nicht gefunden: „Währung“.").waitFor();
    await turn.getByText(/^Am nächsten kommt: „Beziehungen zwischen/).waitFor();
    const related = turn.getByText("Diese Stellen beantworten die Frage nicht.");
    expect(await related.isVisible()).toBe(false);
    await turn.getByText(/^Vielleicht verwandt/).click();
    expect(await related.isVisible()).toBe(true);
    expect(await turn.getByRole("link").count()).toBeGreaterThan(0);
  });

  it("says what it took a follow-up for, and answers small talk without a source", async () => {
    const page = await openChat();
    const first = await ask(page, "Wie viele Menschen starben im September 2022?");
    expect(await first.getByText("Gesucht nach:").count()).toBe(0);
    const second = await ask(page, "Und im April 2021?");
    expect(await second.getByText(/^Gesucht nach:/).innerText()).toContain(
      "Wie viele Menschen starben im April 2021?",
    );
    expect(await second.innerText()).toContain("mehr als 40 Menschen");

    const thanks = await ask(page, "Vielen Dank!");
    expect(await thanks.getAttribute("data-state")).toBe("replied");
    expect(await thanks.innerText()).toContain("Gern geschehen.");
    expect(await thanks.getByText("ohne Beleg").count()).toBe(0);
    await page.reload();
    expect(await page.getByText(/^Gesucht nach:/).count()).toBe(1);
    expect(await page.getByRole("article").last().getAttribute("data-state")).toBe("replied");
  });

  it("marks the language of a quote, not of what introduces it", async () => {
    const page = await openChat({ locale: "en-GB" });
    const turn = await ask(page, "Which road do smugglers use?");
    const quote = await turn.locator(".answer .sentence[lang=de]").allInnerTexts();
    expect(quote.join("")).toContain("Insbesondere die Straße M41");
    expect(quote.join("")).not.toContain("The document says");
    expect(await turn.locator(".answer").innerText()).toMatch(/^The document says in German:\s+Beziehungen/);
  });

  it("offers example questions, and each of them is answered", async () => {
    const page = await openChat();
    const examples = page.locator("footnote-welcome").getByRole("listitem").getByRole("button");
    await examples.first().waitFor();
    for (const example of await examples.allInnerTexts()) {
      expect(await (await ask(page, example)).getAttribute("data-state"), example).toBe("answered");
    }
  });

  it("sends the conversation along, keeps it over a reload, clears it and brings it back", async () => {
    const page = await openChat();
    await ask(page, "Wann wollte Kirgisistan vermitteln?");
    const request = page.waitForRequest("**/api/chat");
    await ask(page, "Welche Währung hat Kirgisistan?");
    expect((await request).postDataJSON()).toMatchObject({
      stream: true,
      messages: [
        { role: "user" },
        { role: "assistant" },
        { role: "user", content: "Welche Währung hat Kirgisistan?" },
      ],
    });

    await page.reload();
    await page.getByRole("article").first().waitFor();
    expect(await page.getByRole("article").count()).toBe(2);
    await page
      .getByRole("button", { name: /^Fußnote 1/ })
      .first()
      .click();
    expect(await page.locator(".note mark").count()).toBeGreaterThan(0);

    await page.getByRole("button", { name: "Gespräch löschen" }).click();
    expect(await page.getByRole("article").count()).toBe(0);
    await page.getByRole("button", { name: "Rückgängig" }).click();
    expect(await page.getByRole("article").count()).toBe(2);
  });

  it("switches language and appearance and remembers both", async () => {
    const page = await openChat();
    await page.getByRole("button", { name: "EN, English" }).click();
    await page.getByRole("heading", { name: "Ask the documents" }).waitFor();
    await page.getByRole("button", { name: "Dark appearance" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "Ask the documents" }).waitFor();
    expect(
      await page.evaluate(
        "[document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme]",
      ),
    ).toEqual(["en", "dark"]);
  });

  it("follows a changed hash in the viewer, ignores an invalid one, and knows when there is no such document", async () => {
    const page = await openChat();
    await page.getByRole("link", { name: /Kirgisistan|kirgisistan/ }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Beide Länder haben Botschaften").waitFor();
    expect(await page.locator("mark").count()).toBe(0);
    await page.evaluate("location.hash = '#0-16'");
    await page.locator("mark").getByText("Die Beziehungen").waitFor();
    await page.evaluate("location.hash = '#99999999-100000000'");
    await expect.poll(() => page.locator("mark").count()).toBe(0);
    await page.goto(`${url()}/documents/missing#1-2`);
    await page.getByRole("heading", { name: "Dieses Dokument gibt es nicht" }).waitFor();
  });
});
