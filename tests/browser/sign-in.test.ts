import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { type RunningProvider, startProvider } from "../support/access/oidc-provider.js";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";
import { freePort } from "../support/free-port.js";

const ACCOUNTS = {
  alice: { name: "Alice Änderung", groups: ["staff", "editors"] },
  bob: { name: "Bob", groups: ["staff"] },
};

let provider: RunningProvider;

/** Fills in the provider's form. */
async function signIn(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** Leaves the browser without its session, as when that has expired. */
async function expire(page: Page): Promise<void> {
  await page.context().clearCookies({ name: "footnote-session" });
}

describeInBrowser(
  "a server that people sign in to",
  {},
  ({ url, newPage }) => {
    const visit = async (path: string, login: string) => {
      const page = await newPage([provider.issuer]);
      await page.goto(url() + path);
      await signIn(page, login);
      return page;
    };

    it("is asked by who is signed in, whose name it shows, and whom it lets go", async () => {
      const page = await visit("/", "alice");
      const account = page.getByTitle("Angemeldet als Alice Änderung");
      await account.waitFor();
      const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
      expect(await turn.innerText()).toContain("Oktober 1992");
      await account.click();
      expect(await violations(page), "menu").toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Abmelden" }).waitFor({ state: "hidden" });
      await account.click();
      await page.getByRole("button", { name: "Abmelden" }).click();
      await page.getByRole("button", { name: "Yes, sign me out" }).click();
      await page.getByRole("heading", { name: "Abgemeldet" }).waitFor();
      expect(await violations(page), "signed out").toEqual([]);
      expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("vermitteln");
      await page.getByRole("link", { name: "Anmelden" }).click();
      await page.getByPlaceholder("Enter any login").waitFor();
    });

    it("loses neither question nor conversation when the session expires", async () => {
      const page = await visit("/", "bob");
      await page.getByTitle("Angemeldet als Bob").waitFor();
      await ask(page, "Wann wollte Kirgisistan vermitteln?");
      await expire(page);
      await page.getByRole("textbox", { name: "Frage" }).fill("Welche Straße nutzen Schmuggler?");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Bitte neu anmelden" }).waitFor();
      await page.getByRole("article").last().getByText("Wartet auf die Anmeldung.").waitFor();
      await page.locator("a.button:focus").waitFor();
      expect(await violations(page), "expired").toEqual([]);
      const [tab] = await Promise.all([
        page.context().waitForEvent("page"),
        page.getByRole("link", { name: "Anmelden" }).click(),
      ]);
      // The provider still knows Bob.
      await tab.getByRole("heading", { name: "Angemeldet" }).waitFor();
      await page.getByRole("article").last().getByText("M41").first().waitFor();
      expect(await page.getByRole("article").count()).toBe(2);
      await page.getByRole("heading", { name: "Bitte neu anmelden" }).waitFor({ state: "detached" });
    });

    it("leads back to the passage that a link is to", async () => {
      const page = await visit("/", "bob");
      const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
      const link = new URL((await turn.getByRole("link").first().getAttribute("href")) ?? "", url());
      expect(link.hash).toMatch(/^#\d+-\d+/);
      const other = await newPage([provider.issuer]);
      await other.goto(link.href);
      await signIn(other, "bob");
      await other.locator("footnote-viewer mark").first().waitFor();
      expect(other.url()).toBe(link.href);
      // Nor is it lost where the provider asks nothing.
      await expire(other);
      await other.reload();
      await other.locator("footnote-viewer mark").first().waitFor();
      expect(other.url()).toBe(link.href);
    });

    it("lets administrators manage the documents without a key, and others not", async () => {
      const alice = await visit("/documents", "alice");
      await alice.getByRole("button", { name: "Dateien hinzufügen" }).waitFor();
      await alice.locator("input[type=file]").setInputFiles({
        name: "neu.md",
        mimeType: "text/markdown",
        buffer: Buffer.from("# Neu\n\nEin neues Dokument."),
      });
      await alice.getByRole("table").getByText("Neu", { exact: true }).waitFor();
      await alice.getByRole("button", { name: "Löschen: Neu" }).click();
      await alice.getByRole("button", { name: "Löschen", exact: true }).click();
      await alice.getByRole("table").getByText("Neu", { exact: true }).waitFor({ state: "detached" });

      const bob = await visit("/documents", "bob");
      await bob.getByRole("button", { name: "Verwalten" }).click();
      await bob.getByText("Mit diesem Konto lassen sich die Dokumente nicht ändern.").waitFor();
    });
  },
  async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    provider = await startProvider(address, ACCOUNTS);
    return {
      ...provider.settings,
      PORT: String(port),
      PUBLIC_URL: address,
      ALLOWED_GROUPS: "staff",
      ADMIN_GROUPS: "editors",
    };
  },
);

afterAll(() => provider?.close());
