import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPacer, MAX_TEXT_BYTES, prepareText } from "../../../../src/embedding/langchain/requester.js";
import { fakeClock } from "../../../support/fake-clock.js";

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

describe("a prepared text", () => {
  it.each([
    [" Grüße\n", "Grüße"],
    ["Brü\udc4dcke", "Brü\ufffdcke"],
    ["a\ufeffb\u0000", "a\ufeffb\u0000"],
    ["a".repeat(MAX_TEXT_BYTES + 1), "a".repeat(MAX_TEXT_BYTES)],
    [`a${"ü".repeat(MAX_TEXT_BYTES / 2)}`, `a${"ü".repeat(MAX_TEXT_BYTES / 2 - 1)}`],
    [`ab${"👍".repeat(MAX_TEXT_BYTES / 4)}`, `ab${"👍".repeat(MAX_TEXT_BYTES / 4 - 1)}`],
  ])("a text is taken well-formed, trimmed and cut between characters (%#)", (text, expected) => {
    expect(prepareText(text) === expected).toBe(true);
  });

  it("any text that isn't blank stays one that isn't, and fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12_000 }), (text) => {
        fc.pre(text.trim() !== "");
        const prepared = prepareText(text);
        expect(prepared.trim()).not.toBe("");
        expect(Buffer.byteLength(prepared)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
        expect(prepareText(prepared).trim()).toBe(prepared.trim());
      }),
      { numRuns: 30 },
    );
  });
});
