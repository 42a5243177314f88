import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bm25Shares, weighTerms } from "../../../src/ranking/bm25.js";

const text = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 30 });
const texts = fc.array(text, { minLength: 1, maxLength: 12 });
const question = fc.subarray(["a", "b", "c", "d", "e", "nowhere"]);

/** The shares of texts by their words; there are no grams. */
function sharesOf(
  collection: readonly string[][],
  asked: readonly string[],
  variantWeights: readonly number[] = [],
): number[] {
  const weighted = weighTerms({
    passages: collection.length,
    frequencies: {
      words: asked.map((term) => collection.filter((terms) => terms.includes(term)).length),
      grams: [],
    },
    variantWeights,
  });
  const average = collection.reduce((sum, { length }) => sum + length, 0) / collection.length;
  return collection.map((terms) => {
    const counts = asked.map((term) => terms.filter((other) => other === term).length);
    const { words, grams } = bm25Shares(
      { words: { length: terms.length, counts }, grams: { length: 0, counts: [] } },
      weighted,
      { words: average, grams: 0 },
    );
    expect(grams).toBe(0);
    return words;
  });
}

/** Straight from the formula. */
function naiveShares(collection: readonly string[][], asked: readonly string[]): number[] {
  const average = collection.reduce((sum, { length }) => sum + length, 0) / collection.length;
  const idf = (term: string) => {
    const frequency = collection.filter((other) => other.includes(term)).length;
    return Math.log(1 + (collection.length - frequency + 0.5) / (frequency + 0.5));
  };
  const maximum = 1.9 * asked.reduce((sum, term) => sum + idf(term), 0);
  return collection.map((own) => {
    const norm = 0.9 * (0.6 + (0.4 * own.length) / (average || 1));
    const score = asked.reduce((sum, term) => {
      const count = own.filter((other) => other === term).length;
      return sum + (idf(term) * 1.9 * count) / (count + norm);
    }, 0);
    return maximum === 0 ? 0 : score / maximum;
  });
}

describe("the BM25 share of a text", () => {
  it("is the formula's, whatever the texts and the question", () => {
    fc.assert(
      fc.property(texts, question, (collection, asked) => {
        const expected = naiveShares(collection, asked);
        for (const [i, share] of sharesOf(collection, asked).entries()) {
          expect(share).toBeCloseTo(expected[i] ?? Number.NaN, 10);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("is less than half for one of two words where the other stands nowhere", () => {
    const [whole = 0] = sharesOf([["a"], ["b"]], ["a"]);
    const [half = 1] = sharesOf([["a"], ["b"]], ["a", "nowhere"]);
    expect(half).toBeLessThan(whole / 2);
  });

  it("counts another word for one of the question as it is weighed, and not in the most that could be", () => {
    const collection = [["chef"], ["arbeitgeb"], ["chef", "arbeitgeb"], ["hund"]];
    const [own = 0, other = 0, both = 0, none] = sharesOf(collection, ["chef", "arbeitgeb"], [0.5]);
    const [alone = 0] = sharesOf(collection, ["chef"]);
    expect(own).toBeCloseTo(alone);
    expect(other).toBeCloseTo(alone / 2);
    expect(both).toBeGreaterThan(own);
    expect(none).toBe(0);
    expect(Math.max(...sharesOf([["chef", "arbeitgeb"]], ["chef", "arbeitgeb"], [1]))).toBeLessThanOrEqual(1);
  });

  it("is nothing without terms", () => {
    expect(sharesOf([["a"]], [])).toEqual([0]);
  });
});
