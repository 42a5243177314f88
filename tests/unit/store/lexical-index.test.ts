import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fields, Terms } from "../../../src/core/passage.js";
import type { TermCounts } from "../../../src/core/ports/store/searching.js";
import { bm25Shares, weighTerms } from "../../../src/ranking/bm25.js";
import { LexicalIndex, NOTHING } from "../../../src/store/lexical/lexical-index.js";
import { binarySearch } from "../../../src/store/lexical/postings.js";
import type { Segment } from "../../../src/store/lexical/segment.js";
import { encodeTermFrequencies, type TermFrequencies } from "../../../src/store/lexical/term-frequencies.js";
import { makeSegment } from "../../support/store/segment-fixtures.js";

const BROT = 1;
const MEHL = 2;
const TAL = 3;
const MEH = 4;
const ALL = () => true;

/** A question whose terms are numbers, which are their own ids; negative ones were never met. */
function ask(index: LexicalIndex, terms: Record<string, { words?: number[]; grams?: number[] }>) {
  const question = new Map(
    Object.entries(terms).map(([language, { words = [], grams = [] }]): [string, Terms] => [
      language,
      { words: words.map(String), grams: grams.map(String) },
    ]),
  );
  const scores = index.search(question, {
    idOf: (term) => (Number(term) < 0 ? undefined : Number(term)),
    near: () => [],
  });
  const shares = (text: Fields<TermCounts>, language: string, of: "passage" | "paragraph") => {
    const statistics = scores.statistics.get(language);
    return statistics === undefined
      ? { words: 0, grams: 0 }
      : bm25Shares(text, weighTerms(statistics), statistics.averageLength[of]);
  };
  return {
    best: (limit: number, among?: readonly number[]) =>
      scores.best({ limit, gramWeight: 0.3 }, among && Uint32Array.from(among)),
    /** A passage's BM25 shares. */
    passage: (key: number, language: string) =>
      shares(scores.passages([key]).get(key) ?? NOTHING, language, "passage"),
    /** A paragraph's. */
    paragraph: (frequencies: Fields<TermFrequencies>, language: string) =>
      shares(scores.paragraph(frequencies, language), language, "paragraph"),
  };
}

function frequencies(...terms: number[]) {
  return encodeTermFrequencies(Uint32Array.from(terms));
}

describe("BM25", () => {
  const text = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });
  const texts = fc.array(fc.record({ words: text, gone: fc.boolean() }), { minLength: 1, maxLength: 12 });
  const question = fc
    .uniqueArray(fc.integer({ min: -2, max: 12 }), { maxLength: 6 })
    .map((ids) => ids.filter((id) => id !== 0));

  /** As a share of its maximum, straight from the formula. */
  function naiveShares(collection: readonly number[][], asked: ReadonlySet<number>): number[] {
    const average = collection.reduce((sum, { length }) => sum + length, 0) / collection.length;
    const idf = (id: number) => {
      const frequency = collection.filter((other) => other.includes(id)).length;
      return Math.log(1 + (collection.length - frequency + 0.5) / (frequency + 0.5));
    };
    const maximum = 1.9 * [...asked].reduce((sum, id) => sum + idf(id), 0);
    return collection.map((own) => {
      const norm = 0.9 * (0.6 + (0.4 * own.length) / (average || 1));
      const score = [...asked].reduce((sum, id) => {
        const count = own.filter((other) => other === id).length;
        return sum + (idf(id) * 1.9 * count) / (count + norm);
      }, 0);
      return maximum === 0 ? 0 : score / maximum;
    });
  }

  it("is that of the passages that are still there, however they are cut into segments", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 12 }), question, (all, perSegment, asked) => {
        const passages = all.map(({ words, gone }, i) => ({ key: i + 1, words, gone }));
        const segments: Segment[] = [];
        for (let i = 0; i < passages.length; i += perSegment) {
          segments.push(makeSegment("de", passages.slice(i, i + perSegment)));
        }
        const live = passages.filter(({ gone }) => !gone);
        const index = LexicalIndex.of(segments, (document) => passages[document - 1]?.gone === false);
        const scores = ask(index, { de: { words: asked } });
        const expected = naiveShares(
          live.map(({ words }) => words),
          new Set(asked),
        );
        for (const [i, { key }] of live.entries()) {
          expect(scores.passage(key, "de").words).toBeCloseTo(expected[i] ?? Number.NaN, 10);
          expect(scores.passage(key, "de").words).toBeLessThanOrEqual(1);
        }
        const found = live.filter((_, i) => (expected[i] ?? 0) > 0).map(({ key }) => key);
        expect(scores.best(100).sort((a, b) => a - b)).toEqual(found);
      }),
    );
  });

  it("of a paragraph that is a passage is that of the passage", () => {
    fc.assert(
      fc.property(texts, question, (all, asked) => {
        const passages = all.map(({ words }, i) => ({ key: i + 1, words }));
        const scores = ask(LexicalIndex.of([makeSegment("de", passages)], ALL), { de: { words: asked } });
        for (const { key, words } of passages) {
          const paragraph = { words: frequencies(...words), grams: frequencies() };
          expect(scores.paragraph(paragraph, "de").words).toBeCloseTo(scores.passage(key, "de").words, 10);
        }
      }),
    );
  });
});

it("a passage's share depends on the passages of its own language only", () => {
  const german = makeSegment("de", [
    { key: 6, words: [BROT, MEHL] },
    { key: 7, words: [TAL] },
  ]);
  const english = makeSegment(
    "en",
    Array.from({ length: 5 }, (_, i) => ({ key: i + 1, words: [BROT] })),
  );
  const terms = { de: { words: [BROT] }, en: { words: [TAL] } };
  const alone = ask(LexicalIndex.of([german], ALL), terms);
  const mixed = ask(LexicalIndex.of([english, german], ALL), terms);
  expect(mixed.passage(6, "de")).toEqual(alone.passage(6, "de"));
  expect(mixed.passage(6, "de").words).toBeGreaterThan(0);
  expect(mixed.passage(1, "en")).toEqual({ words: 0, grams: 0 });
});

it("words outweigh grams, and passages without a shared term aren't found", () => {
  const segment = makeSegment("de", [
    { key: 1, grams: [MEH] },
    { key: 2, words: [MEHL] },
    { key: 3, words: [TAL] },
  ]);
  const scores = ask(LexicalIndex.of([segment], ALL), { de: { words: [MEHL], grams: [MEH] } });
  expect(scores.passage(1, "de").grams).toBeGreaterThan(0);
  expect(scores.best(10)).toEqual([2, 1]);
  expect(scores.best(1)).toEqual([2]);
  expect(scores.best(10, [1, 3, 9])).toEqual([1]);
  expect(scores.best(10, [])).toEqual([]);
});

it("nothing scores in a language that the question has no terms for", () => {
  const index = LexicalIndex.of([makeSegment("de", [{ key: 1, words: [BROT] }])], ALL);
  const scores = ask(index, { en: { words: [BROT] } });
  expect(scores.passage(1, "de")).toEqual({ words: 0, grams: 0 });
  expect(scores.paragraph({ words: frequencies(BROT), grams: frequencies() }, "de")).toEqual({
    words: 0,
    grams: 0,
  });
  expect(scores.best(10)).toEqual([]);
});

it("finds each value where it stands, and nothing else", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(50), (values, wanted) => {
      const ascending = Uint32Array.from(values).sort();
      expect(binarySearch(ascending, wanted)).toBe(ascending.indexOf(wanted));
    }),
  );
});
