import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownCopy } from "../../../src/text/own-copy.js";
import { analyse } from "../../../src/text/terms.js";
import { TextMemory } from "../../../src/text/text-memory.js";
import { WordMatcher } from "../../../src/text/word-matcher.js";
import { WordMemory } from "../../../src/text/word-memory.js";
import { usedHeap } from "../../support/used-heap.js";

const DOCUMENTS = 20;
const DOCUMENT_CHARACTERS = 2_000_000;
/** The last one may not be collected yet. */
const FEW_DOCUMENTS = 3 * DOCUMENT_CHARACTERS;
const NO_VECTORS = { languages: [], lookup: () => undefined, isFrequent: () => false };

/** How many bytes are kept when something remembers one word, of 20 characters, of each of some documents. */
function kept(remember: (word: string) => void): number {
  const before = usedHeap();
  for (let i = 0; i < DOCUMENTS; i++) {
    const word = `zusammengesetzt${String.fromCharCode(97 + i).repeat(5)}`;
    const document = word.padEnd(DOCUMENT_CHARACTERS, " and more of it");
    remember(document.slice(0, word.length));
  }
  return usedHeap() - before;
}

describe("a copy in memory of its own", () => {
  it("is the same text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => ownCopy(text) === text));
    expect(ownCopy(`an unpaired surrogate \uD800`)).toBe(`an unpaired surrogate \uD800`);
  });

  const words = new WordMemory<number>(2 * DOCUMENTS);
  const texts = new TextMemory<object>(1_000_000);
  const matcher = new WordMatcher(NO_VECTORS);
  it.each<[string, (word: string) => void]>([
    ["a memory of words", (word) => words.set(word, "de", 1)],
    ["a memory of texts", (word) => texts.of(word, (text) => ({ text }))],
    ["a matcher of words", (word) => matcher.lookup(word, "de")],
    ["the analysis", (word) => analyse(word, "de")],
  ])("is what %s keeps of a document", (_, remember) => {
    expect(kept(remember)).toBeLessThan(FEW_DOCUMENTS);
  });
});
