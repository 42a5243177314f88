import { expect, it } from "vitest";
import { SYSTEM_CLOCK } from "../../../src/providers/clock.js";

it("a wait ends as soon as its signal is aborted", async () => {
  const controller = new AbortController();
  const waiting = SYSTEM_CLOCK.wait(1_000_000, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: "aborted" });
});

it("time goes on", async () => {
  const before = SYSTEM_CLOCK.now();
  await SYSTEM_CLOCK.wait(1, new AbortController().signal);
  expect(SYSTEM_CLOCK.now()).toBeGreaterThanOrEqual(before);
});
