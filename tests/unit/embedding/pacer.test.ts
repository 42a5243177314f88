import { describe, expect, it } from "vitest";
import { createPacer } from "../../../src/embedding/pacer.js";
import { fakeClock } from "../../support/fake-clock.js";

const signal = new AbortController().signal;

describe("the pace of requests", () => {
  it("requests are spaced evenly; the first doesn't wait, nor does one after a pause", async () => {
    const clock = fakeClock();
    const takeTurn = createPacer(30, clock);
    for (let i = 0; i < 3; i++) {
      await takeTurn(signal);
    }
    expect(clock.waits).toEqual([2000, 2000]);
    await clock.wait(60_000, signal);
    await takeTurn(signal);
    expect(clock.waits).toEqual([2000, 2000, 60_000]);
  });

  it("requests that come at the same time get turns one after the other", async () => {
    const waits: number[] = [];
    const clock = { now: () => 0, wait: async (ms: number) => void waits.push(ms) };
    const takeTurn = createPacer(60, clock);
    await Promise.all([takeTurn(signal), takeTurn(signal), takeTurn(signal)]);
    expect(waits).toEqual([1000, 2000]);
  });

  it("a caller that is aborted doesn't wait", async () => {
    const takeTurn = createPacer(60, fakeClock());
    await takeTurn(signal);
    await expect(takeTurn(AbortSignal.abort())).rejects.toMatchObject({ code: "aborted" });
  });

  it("without a limit nobody waits", async () => {
    const clock = fakeClock();
    const takeTurn = createPacer(undefined, clock);
    for (let i = 0; i < 3; i++) {
      await takeTurn(signal);
    }
    expect(clock.waits).toEqual([]);
  });
});
