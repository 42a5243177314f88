import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { chromiumPath, chromiumRequired, launchChromium } from "./chromium.js";
import { type RunningFootnote, startFootnote } from "./start-footnote.js";

type Settings = Readonly<Record<string, string>>;

/** What the tests of one file share. */
export interface BrowserTests {
  /** The server's address, such as `http://127.0.0.1:40123`. */
  url(): string;
  /** Opens a page by its path, as `openChat` does. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** A page in a fresh profile, as `openChat` has it, that may also reach for the hosts given. */
  newPage(hosts: readonly string[], options?: BrowserContextOptions): Promise<Page>;
  /** Opens the chat in a fresh profile; German, light, desktop and without animation unless said otherwise. */
  openChat(options?: BrowserContextOptions): Promise<Page>;
}

/**
 * Tests in one Chromium against one server. A test fails if its page threw an error, broke its content security
 * policy or reached for another host. Skipped where there is no Chromium.
 * @param documents what the server has besides the shipped document, text by path
 * @param settings environment variables of the server, or what gives them once the tests begin
 */
export function describeInBrowser(
  name: string,
  documents: Readonly<Record<string, string>>,
  tests: (shared: BrowserTests) => void,
  settings: Settings | (() => Promise<Settings>) = {},
): void {
  describe.skipIf(chromiumPath === undefined && !chromiumRequired)(name, () => {
    let browser: Browser;
    let footnote: RunningFootnote;
    const contexts: BrowserContext[] = [];
    let faults: string[] = [];

    beforeAll(async () => {
      const environment = typeof settings === "function" ? await settings() : settings;
      [browser, footnote] = await Promise.all([launchChromium(), startFootnote(documents, environment)]);
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      const found = faults;
      faults = [];
      expect(found).toEqual([]);
    });
    afterAll(async () => {
      await Promise.all([browser?.close(), footnote?.stop()]);
    });

    tests({
      url: () => footnote.url,
      open,
      newPage,
      openChat: (options) => open("/", options),
    });

    async function newPage(hosts: readonly string[], options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ locale: "de-DE", reducedMotion: "reduce", ...options });
      contexts.push(context);
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      watch(page, [footnote.url, ...hosts], (fault) => faults.push(fault));
      return page;
    }

    async function open(path: string, options?: BrowserContextOptions): Promise<Page> {
      const page = await newPage([], options);
      await page.goto(footnote.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    }
  });
}

function watch(page: Page, hosts: readonly string[], report: (fault: string) => void): void {
  page.on("pageerror", (error) => report(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) {
      report(message.text());
    }
  });
  page.on("request", (request) => {
    if (!hosts.some((host) => request.url().startsWith(`${host}/`))) {
      report(`request: ${request.url()}`);
    }
  });
}

/** Asks a question as a reader does and waits for its end. */
export async function ask(page: Page, question: string): Promise<Locator> {
  await page.getByRole("textbox", { name: /^(?:Frage|Question)$/ }).fill(question);
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article").last();
  await turn.getByRole("heading", { name: question }).waitFor();
  await page
    .getByRole("button", { name: "Fragen", exact: true })
    .or(page.getByRole("button", { name: "Ask", exact: true }))
    .waitFor();
  return turn;
}
