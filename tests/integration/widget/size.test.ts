import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const budget = 45_000;

it("the widget is one file of at most 45 KB, gzipped", async () => {
  const script = await readFile(new URL("../../../dist/public/widget.js", import.meta.url));
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(budget);
  expect(script.toString()).not.toMatch(/\bimport\s*[("'{]/);
});
