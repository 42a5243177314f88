import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordMemory } from "../../../src/text/word-memory.js";

describe("a memory of words", () => {
  it("keeps what is asked for, and forgets what isn't", () => {
    const memory = new WordMemory<number>(20);
    memory.set("often", "en", 1);
    memory.set("once", "en", 2);
    for (let i = 0; i < 100; i++) {
      memory.set(`word ${i}`, "en", i);
      expect(memory.get("often", "en")).toBe(1);
    }
    expect(memory.get("once", "en")).toBeUndefined();
  });

  it("gives what was set last for the word in that language", () => {
    const word = fc.record({ word: fc.nat(30).map(String), language: fc.constantFrom("de", "en", "fr") });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), fc.integer({ min: 2, max: 20 }), (words, limit) => {
        const memory = new WordMemory<string>(limit);
        for (const each of words) {
          memory.set(each.word, each.language, `${each.language} ${each.word}`);
          expect(memory.get(each.word, each.language)).toBe(`${each.language} ${each.word}`);
        }
      }),
    );
  });
});
