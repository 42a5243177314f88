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

describeInBrowser("the start page", {}, ({ openChat }) => {
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
  }
});
