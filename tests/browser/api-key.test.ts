import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

const key = "a-key-for-tests";

/** Types a key into the German form and sends it. */
async function enter(page: Page, entered: string): Promise<void> {
  await page.getByLabel("Schlüssel", { exact: true }).fill(entered);
  await page.keyboard.press("Enter");
}

/** Leaves the tab with a key that the server doesn't accept, as when the operator has withdrawn it. */
async function withdrawKey(page: Page): Promise<void> {
  await page.evaluate('sessionStorage.setItem("footnote.api-key /", "withdrawn")');
}

describeInBrowser(
  "a server with an API key",
  {},
  ({ openChat, open }) => {
    it("is asked with the key that the reader enters, which never becomes part of an address", async () => {
      const page = await openChat({ locale: "en-GB" });
      const sent: string[] = [];
      page.on("request", (request) => sent.push(request.url()));
      const field = page.getByLabel("Key", { exact: true });
      await field.fill("not-the-key");
      await field.press("Enter");
      await page.getByText("The server doesn’t accept this key.").waitFor();

      await field.fill(key);
      await field.press("Enter");
      await field.waitFor({ state: "detached" });
      const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
      expect(await turn.innerText()).toContain("Oktober 1992");

      await turn.getByRole("link").click();
      await page.locator("footnote-viewer mark").first().waitFor();
      expect(sent.filter((url) => url.includes("key"))).toEqual([]);
    });

    it("asks again when a key is refused, and the focus goes where it is needed", async () => {
      const page = await openChat();
      await page.getByRole("heading", { name: "Dieser Server verlangt einen Schlüssel" }).waitFor();
      await page.locator("input:focus").waitFor();
      expect(await violations(page), "asked").toEqual([]);
      await enter(page, "not-the-key");
      await page.getByText("Diesen Schlüssel nimmt der Server nicht an.").waitFor();
      await page.locator("input:focus[aria-invalid=true]").waitFor();
      expect(await violations(page), "refused").toEqual([]);
      await enter(page, key);
      await page.getByRole("button", { name: "Welche Straße nutzen Schmuggler?" }).waitFor();
      await page.locator("textarea:focus").waitFor();
    });

    it("gets the waiting question again, and the document, once there is a key", async () => {
      const page = await openChat();
      const told: string[] = [];
      page.on("request", (request) => told.push(request.url(), request.postData() ?? ""));
      page.on("console", (message) => told.push(message.text()));
      await enter(page, key);
      const example = page.getByRole("button", { name: "Wann wollte Kirgisistan vermitteln?" });
      await example.waitFor();
      await withdrawKey(page);
      await example.click();
      await page.getByRole("article").getByText("Wartet auf den Schlüssel.").waitFor();
      await enter(page, key);
      await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
      expect(await page.getByRole("article").count()).toBe(1);

      await page.getByRole("article").getByRole("link").click();
      await page.locator("footnote-viewer mark").first().waitFor();
      await withdrawKey(page);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Dieser Server verlangt einen Schlüssel" }).waitFor();
      expect(await violations(page), "viewer").toEqual([]);
      await page.getByText("Diesen Schlüssel nimmt der Server nicht an.").waitFor();
      await enter(page, key);
      await page.locator("footnote-viewer mark").first().waitFor();
      expect(told.join()).not.toContain(key);
      expect(page.url()).not.toContain(key);
      expect(await page.evaluate("JSON.stringify(localStorage)")).toMatch(
        /^(?=.*footnote\.conversation).*$/s,
      );
      expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain(key);
    });

    it("is asked by the widget with a key that the visitor enters there", async () => {
      const page = await open("/demo");
      await page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" }).click();
      await page
        .getByRole("textbox", { name: "Frage", exact: true })
        .fill("Wann wollte Kirgisistan vermitteln?");
      await page.keyboard.press("Enter");
      await page.locator("input:focus").waitFor();
      await enter(page, "not-the-key");
      await page.getByText("Diesen Schlüssel nimmt der Server nicht an.").waitFor();
      await enter(page, key);
      await page.getByRole("article").getByText("Oktober 1992").first().waitFor();
      await page.locator("textarea:focus").waitFor();
    });

    it("takes the key of a page whose storage is blocked", async () => {
      const page = await openChat();
      await page.evaluate(
        'for (const name of ["sessionStorage", "localStorage"]) Object.defineProperty(window, name, { get() { throw new Error("blocked"); } })',
      );
      await enter(page, key);
      const turn = page.getByRole("article");
      await page.getByRole("button", { name: "Wann wollte Kirgisistan vermitteln?" }).click();
      await turn.getByText("Oktober 1992").first().waitFor();
    });
  },
  { API_KEYS: key },
);
