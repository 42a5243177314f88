import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CollectionStatistics } from "../../../../src/core/ports/store/searching.js";
import { questionTerms, readQuestion } from "../../../../src/retrieval/question.js";
import { WordWeights } from "../../../../src/retrieval/ranking/word-weights.js";
import { stem } from "../../../../src/text/terms.js";
import { smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();
const question = readQuestion("Welche Straße führt zum Turm?", "de", matcher);

/** What an index says in which so many passages hold each of these words. */
function statistics(
  frequencies: Readonly<Record<string, number>>,
  of = question,
  passages = 100,
): CollectionStatistics {
  const terms = questionTerms(of, ["de"]).get("de");
  const counts = new Map(Object.entries(frequencies).map(([word, count]) => [stem(word, "de"), count]));
  const lengths = { words: 10, grams: 50 };
  return {
    passages,
    averageLength: { passage: lengths, paragraph: lengths },
    frequencies: {
      words: terms?.words.map((term) => counts.get(term) ?? 0) ?? [],
      grams: terms?.grams.map(() => 0) ?? [],
    },
  };
}

/** The weight of a word of the question. */
function weightOf(word: string, { values }: WordWeights): number | undefined {
  return values[question.words.findIndex(({ text }) => text === word)];
}

describe("WordWeights", () => {
  it("are as high as a word is rare among the passages", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (street, tower) => {
        const weights = new WordWeights(question, "de", statistics({ Straße: street, Turm: tower }));
        const [ofStreet, ofTower] = [weightOf("Straße", weights) ?? 0, weightOf("Turm", weights) ?? 0];
        expect(Math.sign(ofStreet - ofTower)).toBe(Math.sign(tower - street));
        expect(Math.min(ofStreet, ofTower)).toBeGreaterThan(0);
      }),
    );
  });

  it("are about the same in a small index as in a large one", () => {
    const rarest = (passages: number) =>
      weightOf("Turm", new WordWeights(question, "de", statistics({ Turm: 1 }, question, passages))) ?? 0;
    expect(rarest(100_000) / rarest(100)).toBeGreaterThan(0.8);
    expect(rarest(100_000) / rarest(100)).toBeLessThan(1.25);
  });

  it("are those of the words' senses where the index knows nothing of the language", () => {
    const weights = new WordWeights(question, "de", undefined);
    expect(weightOf("Turm", weights)).toBeCloseTo(10 / 15, 10);
    const unknown = new WordWeights(readQuestion("Quux?", "de", matcher), "de", undefined);
    expect(unknown.values).toEqual([1]);
  });

  it("give the share of the question that is matched, between none and all", () => {
    const match = fc.double({ min: 0, max: 1, noNaN: true });
    const { length } = question.words;
    const weights = new WordWeights(question, "de", statistics({ Straße: 50, Turm: 2 }));
    expect(weights.share(question.words.map(() => 1))).toBeCloseTo(1, 10);
    expect(weights.share([])).toBe(0);
    fc.assert(
      fc.property(
        fc.array(match, { minLength: length, maxLength: length }),
        fc.nat(length - 1),
        (matches, i) => {
          const share = weights.share(matches);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-10);
          expect(weights.share(matches.with(i, 1))).toBeGreaterThanOrEqual(share);
        },
      ),
    );
  });

  it("divide by something where there is no word", () => {
    const none = new WordWeights(readQuestion("Was ist das?", "de", matcher), "de", undefined);
    expect(none.values).toEqual([]);
    expect(none.share([])).toBe(0);
  });
});
