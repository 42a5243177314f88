import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { watchFolder } from "../../../src/ingest/watch.js";

it("tells of a burst of changes less often than there are changes", async () => {
  const dir = await mkdtemp(join(tmpdir(), "footnote-watch-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  let calls = 0;
  const errors: Error[] = [];
  const watch = await watchFolder(dir, {
    mode: "events",
    exclude: [],
    onChange: () => {
      calls++;
    },
    onError: (error) => errors.push(error),
  });
  for (let i = 0; i < 20; i++) {
    await writeFile(join(dir, `${i}.txt`), "Bread is baked from flour.");
  }
  await expect.poll(() => calls, { timeout: 5000 }).toBeGreaterThan(0);
  // Each of the events would be told of by now.
  await setTimeout(500);
  await watch.close();
  expect(errors).toEqual([]);
  expect(calls).toBeLessThan(20);
});
