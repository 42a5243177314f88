import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MappedText } from "../../../src/text/mapped-text.js";

describe("MappedText", () => {
  it("locates what was kept, around and inside of what was replaced", () => {
    const original = "see [the guide](x/y) for more";
    const text = MappedText.of(original).replace(/\[([^\]]+)\]\([^)]+\)/gu, ([, said = ""]) => said);
    expect(text.text).toBe("see the guide for more");
    expect(text.locate({ start: 5, end: 8 })).toEqual({ start: 4, end: 7 });
    expect(text.locate({ start: 0, end: original.length })).toEqual({ start: 0, end: text.text.length });
    expect(text.locate({ start: 15, end: 19 })).toEqual({ start: 0, end: 0 });
  });

  it("keeps parts of an original in their order", () => {
    const original = "a | b | c";
    const text = MappedText.join([
      MappedText.of(original, { start: 0, end: 1 }),
      MappedText.inserted(" … ", 8),
      MappedText.of(original, { start: 8, end: 9 }),
    ]);
    expect(text.text).toBe("a … c");
    expect(text.locate({ start: 8, end: 9 }).end).toBe(5);
  });

  it("gives every character that it keeps the place it came from", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (original) => {
        const text = MappedText.of(original).replace(/[a-f]+/gu, ([found]) => found.slice(1));
        for (let i = 0; i < original.length; i++) {
          const { start, end } = text.locate({ start: i, end: i + 1 });
          expect(end === start || text.text.slice(start, end) === original.charAt(i)).toBe(true);
        }
      }),
    );
  });
});
