import { expect, test } from "vitest";
import { systemClock } from "../../../src/providers/clock.js";

test("a wait ends as soon as its signal is aborted", async () => {
  const controller = new AbortController();
  const waiting = systemClock.wait(1_000_000, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: "aborted" });
});

test("time goes on", async () => {
  const before = systemClock.now();
  await systemClock.wait(1, new AbortController().signal);
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});
