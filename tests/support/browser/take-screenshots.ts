/** Takes the pictures in `docs/images`: `npm run screenshots`, or `npm run screenshots -- start chat` for some. */
import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "./chromium.js";
import { ask } from "./in-browser.js";
import { startFootnote } from "./start-footnote.js";

const folder = fileURLToPath(new URL("../../../docs/images", import.meta.url));

const windows = {
  1440: { viewport: { width: 1440, height: 900 } },
  768: { viewport: { width: 768, height: 1024 } },
  360: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const satisfies Record<number, BrowserContextOptions>;

/** What each picture shows; a phone sees it in the dark. */
const pictures: Readonly<Record<string, (page: Page, url: string) => Promise<void>>> = {
  start: async (page, url) => {
    await page.goto(url);
    await page.getByRole("button", { name: /^How many people died/ }).waitFor();
  },
  chat: async (page, url) => {
    await page.goto(url);
    await ask(page, "What currency does Kyrgyzstan have?");
    await ask(page, "How many people died in the armed clashes of September 2022?");
    const turn = await ask(page, "And in April 2021?");
    await openFootnote(turn.page());
  },
  widget: async (page, url) => {
    await page.goto(`${url}/demo`);
    await page.getByRole("textbox", { name: "Title" }).fill("Ask the archive");
    await page.getByRole("button", { name: "Ask the archive: open" }).click();
    await ask(page, "How many people died in the armed clashes of September 2022?");
    await openFootnote(page);
  },
  demo: async (page, url) => {
    await page.goto(`${url}/demo`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  },
  viewer: async (page, url) => {
    await page.goto(url);
    const turn = await ask(page, "What is the road M41 used for?");
    await turn.getByRole("link").first().click();
    await page.locator("footnote-viewer mark").first().waitFor();
  },
  search: async (page, url) => {
    await page.goto(`${url}/search?q=When+did+Kyrgyzstan+want+to+mediate%3F`);
    await page.getByRole("listitem").first().waitFor();
  },
  documents: async (page, url) => {
    await page.goto(`${url}/documents`);
    await page.getByRole("table").waitFor();
  },
};

async function openFootnote(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Footnote 1/ })
    .last()
    .click();
  await page.getByRole("region", { name: /^Footnote 1/ }).waitFor();
}

async function take(browser: Browser, url: string, name: string, width: keyof typeof windows): Promise<void> {
  const colorScheme = width === 360 ? "dark" : "light";
  const context = await browser.newContext({
    locale: "en-GB",
    reducedMotion: "reduce",
    colorScheme,
    ...windows[width],
  });
  const page = await context.newPage();
  await pictures[name]?.(page, url);
  await page.evaluate("document.fonts.ready.then(() => new Promise((resolve) => setTimeout(resolve, 300)))");
  const session = await context.newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  await writeFile(`${folder}/${name}-${width}.webp`, Buffer.from(data, "base64"));
  await context.close();
}

const wanted = process.argv.slice(2);
const names = Object.keys(pictures).filter((name) => wanted.length === 0 || wanted.includes(name));

const [browser, footnote] = await Promise.all([launchChromium(), startFootnote()]);
try {
  await mkdir(folder, { recursive: true });
  for (const name of names) {
    for (const width of [360, 768, 1440] as const) {
      await take(browser, footnote.url, name, width);
    }
  }
} finally {
  await browser.close();
  await footnote.stop();
}
