import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_TEXT_BYTES, prepareText } from "../../../../src/embedding/langchain/requester.js";

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
