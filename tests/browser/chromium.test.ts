import process from "node:process";
import { expect, it } from "vitest";
import { chromiumPath, chromiumRequired } from "../support/browser/chromium.js";

it("the browser tests run, or it is said why they don't", () => {
  if (chromiumPath === undefined && !chromiumRequired) {
    process.stderr.write(
      "Browser tests skipped: no Chromium found. Install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM_PATH.\n",
    );
    return;
  }
  expect(chromiumPath).toBeDefined();
});
