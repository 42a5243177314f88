import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "../support/browser/in-browser.js";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A pixel more or less is a matter of rounding and of borders. */
const TOLERANCE = 1;

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (box === null) {
    throw new Error("It isn't shown.");
  }
  return box;
}

/** Where the last line of the heading's words stands, without the number behind them. */
const WORDS_BOX = `(() => {
  const heading = document.querySelector("footnote-welcome").shadowRoot.querySelector("h1");
  const words = [...heading.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const range = document.createRange();
  range.selectNodeContents(words);
  return [...range.getClientRects()].at(-1).toJSON();
})()`;

/** The frame around the question, whose sides the start page keeps within. */
function composerOf(page: Page): Locator {
  return page.locator("footnote-chat .field");
}

/** Titles that need two lines on a phone and in a column of a desktop's two. */
const DOCUMENTS = Object.fromEntries(
  ["Januar", "Februar", "März"].map((month) => [
    `${month}.md`,
    `# Bericht über die Sitzung des Ausschusses im ${month}\n\nSie begann um neun Uhr.\n`,
  ]),
);

/** Of a document's title, in pixels. */
const LINE_HEIGHT = 20;

/** The least distance between two titles in pixels, so that they are told apart and hit with a finger. */
const LEAST_GAP = 6;

describeInBrowser("the start page", DOCUMENTS, ({ openChat }) => {
  for (const width of [360, 768, 1440]) {
    it(`stands in one column with the field for the question, ${width} pixels wide`, async () => {
      const page = await openChat({ viewport: { width, height: 900 } });
      const [greeting, field] = [await boxOf(page.locator(".welcome")), await boxOf(composerOf(page))];
      expect(greeting.x).toBeGreaterThanOrEqual(field.x - TOLERANCE);
      expect(greeting.x + greeting.width).toBeLessThanOrEqual(field.x + field.width + TOLERANCE);
      const middle = (box: Box) => box.x + box.width / 2;
      expect(Math.abs(middle(greeting) - middle(field))).toBeLessThanOrEqual(TOLERANCE);
    });

    it(`has a footnote's small number at its heading, ${width} pixels wide`, async () => {
      const page = await openChat({ viewport: { width, height: 900 } });
      const heading = page.getByRole("heading", { level: 1 });
      const number = await boxOf(heading.locator(".number"));
      const words = await page.evaluate<Box>(WORDS_BOX);
      expect(number.height).toBeLessThan(0.75 * words.height);
      expect(number.y).toBeGreaterThanOrEqual(words.y - TOLERANCE);
      expect(number.y + number.height).toBeLessThan(words.y + (2 / 3) * words.height);
    });

    it(`keeps the documents apart, each with its icon at its first line, ${width} pixels wide`, async () => {
      const page = await openChat({ viewport: { width, height: 900 } });
      const links = page.locator(".documents li a");
      await links.first().waitFor();
      const boxes = await Promise.all((await links.all()).map(boxOf));
      expect(boxes).toHaveLength(4);
      for (const box of boxes) {
        const below = boxes.filter(({ x, y }) => x === box.x && y > box.y);
        const next = Math.min(...below.map(({ y }) => y));
        expect(next - (box.y + box.height)).toBeGreaterThanOrEqual(LEAST_GAP);
      }
      for (const link of await links.all()) {
        const [icon, title] = [await boxOf(link.locator("svg")), await boxOf(link.locator("span").first())];
        const middle = icon.y + icon.height / 2;
        expect(middle).toBeGreaterThan(title.y);
        expect(middle).toBeLessThan(title.y + LINE_HEIGHT);
      }
    });
  }
});
