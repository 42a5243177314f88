import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inverseDocumentFrequency, weighTerms } from "../../../src/store/lexical/bm25.js";
import { InvertedIndex, scoreText } from "../../../src/store/lexical/inverted-index.js";
import { encodeTermFrequencies } from "../../../src/store/lexical/term-frequencies.js";

const term = fc.integer({ min: 1, max: 12 });
const text = fc.array(term, { maxLength: 30 });
const collection = fc.array(text, { minLength: 1, maxLength: 12 });
const question = fc.array(term, { maxLength: 6 });

function build(texts: readonly number[][]): InvertedIndex {
  return new InvertedIndex(texts.map((terms) => encodeTermFrequencies(Uint32Array.from(terms))));
}

/** BM25 as a share of its maximum, straight from the formula. */
function naiveShares(texts: readonly number[][], asked: ReadonlySet<number>): number[] {
  const average = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  const idf = (id: number) => {
    const df = texts.filter((other) => other.includes(id)).length;
    return Math.log(1 + (texts.length - df + 0.5) / (df + 0.5));
  };
  const maximum = 1.9 * [...asked].reduce((sum, id) => sum + idf(id), 0);
  return texts.map((own) => {
    const norm = 0.9 * (0.6 + (0.4 * own.length) / (average || 1));
    const score = [...asked].reduce((sum, id) => {
      const count = own.filter((other) => other === id).length;
      return sum + (idf(id) * 1.9 * count) / (count + norm);
    }, 0);
    return maximum === 0 ? 0 : score / maximum;
  });
}

describe("the inverted index", () => {
  test("scores like BM25 reckoned text by text", () => {
    fc.assert(
      fc.property(collection, question, (texts, asked) => {
        const index = build(texts);
        const shares = [...index.score(weighTerms(new Set(asked), index.statistics))];
        const expected = naiveShares(texts, new Set(asked));
        expect(shares).toEqual(expected.map((share) => expect.closeTo(share, 10)));
      }),
    );
  });

  test("scores a text outside the index like the same text inside", () => {
    fc.assert(
      fc.property(collection, question, (texts, asked) => {
        const index = build(texts);
        const weighted = weighTerms(new Set(asked), index.statistics);
        const outside = texts.map((own) =>
          scoreText(encodeTermFrequencies(Uint32Array.from(own)), weighted, index.statistics),
        );
        expect(outside).toEqual([...index.score(weighted)].map((share) => expect.closeTo(share, 10)));
      }),
    );
  });

  test("gives shares between 0 and 1", () => {
    fc.assert(
      fc.property(collection, question, (texts, asked) => {
        const index = build(texts);
        for (const share of index.score(weighTerms(new Set(asked), index.statistics))) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThan(1);
        }
      }),
    );
  });

  test("lowers the share for a term that no text holds, known or not", () => {
    const index = build([[1, 2], [2]]);
    const [alone = 0] = index.score(weighTerms([1], index.statistics));
    const [withKnown = 0] = index.score(weighTerms([1, 9], index.statistics));
    const [withUnknown = 0] = index.score(weighTerms([1, undefined], index.statistics));
    const missing = inverseDocumentFrequency(2, 0);
    const held = inverseDocumentFrequency(2, 1);
    expect(withKnown).toBeCloseTo((alone * held) / (held + missing), 10);
    expect(withUnknown).toBeCloseTo(withKnown, 10);
  });

  test("counts the terms of an empty collection as missing", () => {
    const index = build([]);
    expect([...index.score(weighTerms([1], index.statistics))]).toEqual([]);
    expect(index.statistics.averageLength).toBe(0);
  });

  test("knows how many texts hold a term, also of large ids", () => {
    const index = build([[3, 3, 70_000], [3], [1_000_000]]);
    const frequencies = [1, 3, 70_000, 1_000_000, 2_000_000].map((id) =>
      index.statistics.documentFrequency(id),
    );
    expect(frequencies).toEqual([0, 2, 1, 1, 0]);
  });
});
