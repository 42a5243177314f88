import { expect, it } from "vitest";
import type { Citation } from "../../src/core/answer.js";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { done, scriptChat } from "../support/browser/scripted-chat.js";

const hostileName = "<img src=x onerror=alert(1)>.txt";
const hostileText = `Der Zauberspruch lautet <script>alert("Text")</script> <img src="https://evil.example/x" onerror="alert(2)">.
Der Geheimgang liegt hinter [dem Bild](javascript:alert(3)) und \${alert(4)} im Turm.`;

const citation: Citation = {
  marker: 1,
  documentId: "../../evil?x=<b>#",
  title: "<b>Titel</b>",
  url: "javascript:alert(5)",
  page: 3,
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

describeInBrowser("the chat page in trouble", { [hostileName]: hostileText }, ({ openChat, url }) => {
  it("stops an answer, keeps what came, hangs up, and asks again", async () => {
    const page = await openChat();
    const chat = await scriptChat(page);
    await page.getByRole("textbox").fill("Wann wollte Kirgisistan vermitteln?");
    await page.keyboard.press("Enter");
    await page.getByText("Durchsucht die Dokumente").first().waitFor();
    await chat.send({ type: "passages", passages: [] });
    await chat.send({ type: "delta", text: "Das war im" });
    const turn = page.getByRole("article");
    await turn.getByText("Das war im").waitFor();
    await page.getByRole("button", { name: "Anhalten" }).click();
    await turn.getByText("Angehalten").waitFor();
    await chat.hungUp;
    expect(await turn.innerText()).toContain("Das war im");
    await chat.close();

    await turn.getByRole("button", { name: "Noch einmal fragen" }).click();
    await turn.getByText("Oktober 1992").first().waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
  });

  it("says what the server says, and tries again", async () => {
    const page = await openChat();
    const error = { code: "internal_error", message: "The disk is on fire.", requestId: "r-42" };
    await page.route("**/api/chat", (route) => route.fulfill({ status: 500, json: { error } }));
    const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
    expect(await turn.innerText()).toMatch(/Der Server konnte.*The disk is on fire\..*r-42/s);
    await page.unroute("**/api/chat");
    await turn.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await turn.getByText("Oktober 1992").first().waitFor();
  });

  it("tells a stream that breaks off, an error within it, and a device that is offline", async () => {
    const page = await openChat();
    const chat = await scriptChat(page);
    const asked = ask(page, "Bricht ab?");
    await chat.send({ type: "delta", text: "Das war" });
    await chat.end();
    expect(await (await asked).innerText()).toMatch(/Das war.*Verbindung ist abgerissen/s);
    await chat.close();

    await page.route("**/api/chat", (route) =>
      route.fulfill({
        contentType: "text/event-stream",
        body: 'event: error\ndata: {"code":"index_empty","message":"There are no documents."}\n\n',
      }),
    );
    expect(await (await ask(page, "Leer?")).innerText()).toContain("noch keine Dokumente");
    await page.unroute("**/api/chat");

    await page.context().setOffline(true);
    expect(await (await ask(page, "Offline?")).innerText()).toContain("offline");
  });

  it("marks in words what is not confirmed and what has no source", async () => {
    const page = await openChat();
    const chat = await scriptChat(page);
    const asked = ask(page, "Ist das so?");
    await chat.send(
      done("Ja. [1] Das ist behauptet.", [citation], {
        sentences: [
          { start: 0, end: 7, state: "unverified" },
          { start: 8, end: 26, state: "uncited" },
        ],
      }),
    );
    const turn = await asked;
    await chat.close();
    expect(await turn.innerText()).toMatch(/Das ist behauptet\.\s*ohne Beleg/);
    await turn.getByRole("button", { name: /nicht bestätigt$/ }).click();
    expect(await page.getByRole("region", { name: /^Fußnote 1/ }).innerText()).toMatch(
      /<b>Titel<\/b>\s*<i>Kapitel<\/i>, Seite 3.*Nicht bestätigt/s,
    );
    for (const link of await turn.getByRole("link").all()) {
      const href = (await link.getAttribute("href")) ?? "";
      expect(href).toMatch(/^\/documents\/[^/?#]+#0-3$/);
      expect(new URL(href, url()).origin).toBe(url());
    }
  });

  it("shows hostile text as text", async () => {
    const page = await openChat();
    const turn = await ask(page, "Wie lautet der Zauberspruch?");
    await turn.getByText('<img src="https://evil.example/x" onerror="alert(2)">').first().waitFor();
    await turn.getByRole("button", { name: /^Fußnote 1/ }).click();
    await page
      .getByRole("region", { name: /^Fußnote 1/ })
      .getByRole("link")
      .click();
    await page.locator("footnote-viewer mark").first().waitFor();
    expect(await page.locator("footnote-viewer .text").innerText()).toContain('onerror="alert(2)"');
    expect(await page.locator("footnote-viewer img, footnote-viewer script").count()).toBe(0);
  });
});
