import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "./in-browser.js";

const filling = "Der Text geht noch eine ganze Weile so weiter, ohne dass etwas geschieht. ".repeat(8);

const documents = {
  "rtl.txt": `יחסים בין המדינות נמשכים שנים רבות.\n\n${"Danach auf Deutsch. ".repeat(10)}`,
};

const viewer = `document.querySelector("footnote-viewer").shadowRoot`;

describeInBrowser("the source viewer", documents, ({ open, url }) => {
  async function documentOf(path: string): Promise<{ readonly id: string; readonly text: string }> {
    const list = (await (await fetch(`${url()}/api/documents`)).json()) as {
      readonly documents: readonly { readonly id: string; readonly path: string }[];
    };
    const id = list.documents.find((document) => document.path === path)?.id ?? "";
    return (await fetch(`${url()}/api/documents/${encodeURIComponent(id)}`)).json() as Promise<{
      readonly id: string;
      readonly text: string;
    }>;
  }

  /** Opens a document of the folder in the viewer. */
  async function read(path: string, options: BrowserContextOptions = {}, hash = ""): Promise<Page> {
    const { id } = await documentOf(path);
    const page = await open(`/documents/${encodeURIComponent(id)}${hash}`, options);
    await page.locator("footnote-viewer .text").waitFor();
    return page;
  }

  it("lets every paragraph run in its own direction", async () => {
    const { text } = await documentOf("rtl.txt");
    // The label before the mark mustn't turn the paragraph round.
    const page = await read("rtl.txt", {}, `#0-${text.indexOf("\n")}`);
    await page.locator("mark").waitFor();
    const directions = `[...${viewer}.querySelectorAll(".text p")].map((p) => getComputedStyle(p).direction)`;
    expect(await page.evaluate(directions)).toEqual(["rtl", "ltr"]);
  });

  it("opens two million characters at a span near their end, and holds all of them", async () => {
    const paragraphs = Array.from({ length: 3300 }, (_, i) => `Absatz ${i}. ${filling}`.trim());
    const text = `${paragraphs.join("\n\n")}\n\n${filling.repeat(1000)}Der allerletzte Satz.`;
    const start = text.indexOf("Absatz 3250");
    const page = await open("/documents");
    await page.route("**/api/documents/made", (route) =>
      route.fulfill({
        json: {
          ...{ id: "made", path: "made.txt", title: "Sehr lang", language: "de" },
          ...{ characters: text.length, text, headings: [], marks: [] },
        },
      }),
    );
    await page.goto(`${url()}/documents/made#${start}-${start + 11}`);
    const mark = page.locator("mark");
    await mark.getByText("Absatz 3250").waitFor();
    await expect
      .poll(async () => (await mark.boundingBox())?.y ?? 0)
      .toSatisfy((y: number) => y > 100 && y < 600);
    const letters = (shown: string) => shown.replaceAll(/\s/g, "").length;
    const shown = async () =>
      letters(await page.evaluate<string>(`${viewer}.querySelector(".text").textContent`));
    // With what is said before the mark.
    await expect.poll(shown).toBe(letters(`${text}Zitierte Stelle:`));
  });
});
