import { expect, it } from "vitest";
import { ask, describeInBrowser } from "./in-browser.js";

const key = "a-key-for-tests";

describeInBrowser(
  "a server with an API key",
  {},
  ({ openChat }) => {
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

      await turn.getByRole("link", { name: "Read in the document" }).click();
      await page.locator("mark").waitFor();
      expect(sent.filter((url) => url.includes("key"))).toEqual([]);
    });
  },
  { API_KEYS: key },
);
