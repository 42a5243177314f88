import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { describeOnForeignSite } from "../support/browser/foreign-site.js";
import { ask } from "../support/browser/in-browser.js";

const built = (path: string) => new URL(`../../${path}`, import.meta.url);
const { exports } = JSON.parse(await readFile(built("package.json"), "utf8"));

describeOnForeignSite("the package footnote/widget", {}, ({ openSite, url }) => {
  it("defines the element for a page that is bundled", async () => {
    const module = await readFile(built(exports["./widget"].default), "utf8");
    const page = await openSite({ body: '<main><h1>Gebündelt</h1></main><div id="app"></div>' });
    await page.route("**/bundle.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: module }),
    );
    await page.goto(page.url());
    await page.evaluate(`import("/bundle.js").then(() => {
      const chat = document.createElement("footnote-chat");
      chat.server = ${JSON.stringify(url())};
      document.querySelector("#app").append(chat);
    })`);
    const turn = await ask(page, "Wann wollte Kirgisistan vermitteln?");
    expect(await turn.innerText()).toContain("Oktober 1992");
  });
});
