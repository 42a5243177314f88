import fc from "fast-check";
import { expect, it } from "vitest";
import { chunkTexts } from "../../../src/embedding/chunk-texts.js";

const limits = fc.record({
  texts: fc.integer({ min: 1, max: 5 }),
  characters: fc.integer({ min: 1, max: 30 }),
});

it("chunks are the texts in order, none is empty, and each keeps to the limits", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), limits, (texts, limit) => {
      const chunks = [...chunkTexts(texts, limit)];
      expect(chunks.flat()).toEqual(texts);
      for (const chunk of chunks) {
        expect(chunk.length).toBeGreaterThan(0);
        expect(chunk.length).toBeLessThanOrEqual(limit.texts);
        if (chunk.length > 1) {
          expect(chunk.join("").length).toBeLessThanOrEqual(limit.characters);
        }
      }
    }),
  );
});

it("a chunk isn't closed before it is full", () => {
  expect([...chunkTexts(["ab", "cd", "e", "fghijk", "l"], { texts: 2, characters: 4 })]).toEqual([
    ["ab", "cd"],
    ["e"],
    ["fghijk"],
    ["l"],
  ]);
});
