import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { nginxPath, nginxRequired, type RunningNginx, startNginx } from "../support/proxy/nginx.js";

describe.skipIf(nginxPath === undefined && !nginxRequired)("behind nginx", () => {
  describeInBrowser(
    "under a path",
    {},
    ({ newPage, url }) => {
      let nginx: RunningNginx;

      beforeAll(async () => {
        nginx = await startNginx(url());
      });
      afterAll(() => nginx?.stop());

      /** Opens a page, whose every request has to stay under the path. */
      async function open(base: string, path: string): Promise<Page> {
        const page = await newPage([nginx.url + base]);
        page.on("response", (response) => {
          expect.soft(response.status(), response.url()).toBeLessThan(400);
        });
        await page.goto(nginx.url + base + path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        return page;
      }

      // The first path is passed on by nginx, the second is cut off.
      it.each(["/footnote", "/docs"])("%s, a question is answered and its source opened", async (base) => {
        const page = await open(base, "/");
        const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
        await turn.getByRole("button", { name: /^Fußnote 1: / }).click();
        await page.getByRole("link", { name: "Im Dokument lesen" }).click();
        await page.locator("footnote-viewer mark:not(.around)").waitFor();
        expect(page.url()).toMatch(`${nginx.url}${base}/documents/`);
        await page.getByRole("link", { name: "Zu den Fragen" }).click();
        expect(await page.getByRole("article").innerText()).toContain("Oktober 1992");
        expect(page.url()).toBe(`${nginx.url}${base}/`);
      });

      it.each(["/footnote", "/docs"])("%s, the description says where the server is", async (base) => {
        const page = await open(base, "/docs#operation-isAlive");
        const example = page.locator("#operation-isAlive[open] pre");
        expect(await example.innerText()).toBe(`curl '${nginx.url}${base}/healthz'`);
      });

      it.each(["/footnote", "/docs"])("%s, the other pages lead to each other", async (base) => {
        const page = await open(base, "/documents");
        await page.getByRole("link", { name: /^Beziehungen/ }).waitFor();
        await page.getByRole("navigation").getByRole("link", { name: "Suche" }).click();
        await page.getByRole("searchbox").fill("Schmuggler");
        await page.keyboard.press("Enter");
        await page
          .getByRole("link", { name: /^Beziehungen/ })
          .first()
          .waitFor();
        expect(page.url()).toBe(`${nginx.url}${base}/search?q=Schmuggler`);
        await page
          .getByRole("link", { name: /^Beziehungen/ })
          .first()
          .click();
        await page.locator("footnote-viewer mark:not(.around)").waitFor();
      });

      it.each(["/footnote", "/docs"])("%s, the widget asks where it is from", async (base) => {
        const page = await open(base, "/demo");
        expect(await page.locator("pre").innerText()).toContain(`src="${nginx.url}${base}/widget.js"`);
        await page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" }).click();
        await ask(page, "Wann wollte Kirgisistan vermitteln?");
        await page.getByRole("dialog").getByText("Oktober 1992").first().waitFor();
      });
    },
    { BASE_PATH: "/footnote", TRUSTED_PROXIES: "127.0.0.1" },
  );
});
