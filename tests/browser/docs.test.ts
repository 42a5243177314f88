import { expect, it } from "vitest";
import { describeInBrowser } from "../support/browser/in-browser.js";
import { violations } from "../support/browser/violations.js";

// `describeInBrowser` fails what breaks the content security policy or asks another host.
describeInBrowser(
  "the page of the HTTP interface",
  {},
  ({ open, url }) => {
    it("shows the operations, and what one takes and answers", async () => {
      const page = await open("/docs");
      const search = page.locator("details", { hasText: "GET /api/search" });
      await search.locator("summary").click();
      await search.getByText("How many passages.").waitFor();
      const text = await search.innerText();
      for (const part of [
        "k integer (≥ 1, ≤ 50)",
        "200",
        "SearchResult",
        "422",
        "invalid_request",
        "apiKey",
      ]) {
        expect(text).toContain(part);
      }
      for (const path of ["/api/chat", "/v1/chat/completions", "/mcp", "/readyz", "/api/documents/{id}"]) {
        expect(await page.locator("summary", { hasText: path }).count(), path).toBeGreaterThan(0);
      }
      await search.getByRole("link", { name: "ExplainedSearchResult" }).click();
      await page
        .locator("#schema-ExplainedSearchResult[open]")
        .getByText("How many passages either leg found.")
        .waitFor();
    });

    it("gives commands that work", async () => {
      const page = await open("/docs#operation-search", {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const search = page.locator("#operation-search[open]");
      await search.getByRole("button", { name: "Kopieren" }).click();
      await search.getByRole("button", { name: "Kopiert" }).waitFor();
      const command = await page.evaluate<string>("navigator.clipboard.readText()");
      expect(command).toBe(`curl '${url()}/api/search?q=Kirgisistan' \\\n  -H "Authorization: Bearer $KEY"`);
    });

    it.each(["light", "dark"] as const)("has no violations of WCAG 2.2 AA when %s", async (colorScheme) => {
      const page = await open("/docs#operation-chat", { colorScheme });
      await page.locator("#operation-chat[open]").waitFor();
      expect(await violations(page)).toEqual([]);
    });

    it("needs no sideways scrolling on a phone, with everything unfolded", async () => {
      const page = await open("/docs", { viewport: { width: 360, height: 740 }, isMobile: true });
      await page.locator("summary").first().waitFor();
      await page.evaluate(
        `for (const entry of document.querySelector("footnote-docs").shadowRoot.querySelectorAll("details")) entry.open = true`,
      );
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    });

    it("says so if the description can't be loaded, and tries again", async () => {
      const page = await open("/docs");
      await page.route("**/openapi.json", (route) => route.abort());
      await page.reload();
      const retry = page.getByRole("button", { name: "Noch einmal versuchen" });
      await retry.waitFor();
      await page.unroute("**/openapi.json");
      await retry.click();
      await page.locator("summary", { hasText: "/api/chat" }).waitFor();
    });
  },
  { API_KEYS: "key" },
);
