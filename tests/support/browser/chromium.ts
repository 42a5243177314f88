import { existsSync } from "node:fs";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";

const usualPaths = [
  // The same engine without windows: pages cost less than half as much.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The Chromium to test in: what `CHROMIUM_PATH` names, or the first of the usual places; undefined without one. */
export const chromiumPath: string | undefined = process.env["CHROMIUM_PATH"] || usualPaths.find(existsSync);

/** Whether the browser tests have to fail instead of being skipped where there is no Chromium. */
export const chromiumRequired: boolean = process.env["FOOTNOTE_REQUIRE_BROWSER"] === "1";

/** Starts Chromium without the connections it makes by itself. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) {
    throw new Error("FOOTNOTE_REQUIRE_BROWSER is 1, but there is no Chromium; CHROMIUM_PATH can name one");
  }
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
