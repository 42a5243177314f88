import { describe, expect, it } from "vitest";
import type { Evidence, Fields } from "../../../src/core/passage.js";
import type { Hit, HitSentence, TermCounts } from "../../../src/core/ports/store/searching.js";
import { type WeighedHit, weighHits } from "../../../src/retrieval/evidence.js";
import { passageOf } from "../../support/retrieval/ranked-passages.js";

const NONE: TermCounts = { length: 0, counts: [0, 0] };
const NO_TERMS: Fields<TermCounts> = { words: NONE, grams: NONE };

/** Words of which some are the question's. */
function wordsOf(length: number, counts: readonly [common: number, rare: number]): Fields<TermCounts> {
  return { words: { length, counts }, grams: { length: 0, counts: [] } };
}

/** A hit whose paragraph has these sentences of ten characters each, one after the other. */
function hitOf(sentences: readonly [words: number, cosine: number][], given: Partial<Hit> = {}): Hit {
  const spans = sentences.map(
    ([words, cosine], i): HitSentence => ({ start: 10 * i, end: 10 * i + 9, words, cosine }),
  );
  return {
    passage: passageOf("x".repeat(10 * sentences.length)),
    cosine: 0.1,
    terms: NO_TERMS,
    paragraph: { start: 0, end: 100, text: "x".repeat(100), cosine: 0.05, terms: NO_TERMS, sentences: spans },
    ...given,
  };
}

const STATISTICS = {
  passages: 10,
  averageLength: { passage: { words: 10, grams: 0 }, paragraph: { words: 20, grams: 0 } },
  frequencies: { words: [2, 0], grams: [] },
};

function weigh(hit: Hit): WeighedHit {
  const [weighed] = weighHits({ hits: [hit], statistics: new Map([["de", STATISTICS]]) });
  return weighed ?? expect.fail("no hit");
}

describe("the evidence of a hit", () => {
  it("has the best cosine of a sentence of at least four words if there is any", () => {
    const best = (...sentences: [number, number][]) => weigh(hitOf(sentences)).evidence.sentenceCosine;
    expect(best([3, 0.9], [4, 0.2], [9, 0.4])).toBe(0.4);
    expect(best([1, 0.3], [3, 0.7])).toBe(0.7);
    expect(best([5, -0.3])).toBe(-0.3);
  });

  it("takes a text without a whole sentence for its own sentence", () => {
    const { evidence, paragraph, sentences } = weigh(hitOf([[5, 0.9]], { passage: passageOf("half") }));
    expect(sentences).toEqual([]);
    expect(evidence.sentenceCosine).toBe(0.1);
    expect(paragraph.evidence.sentenceCosine).toBe(0.9);
  });

  it("gives the passage the sentences that lie wholly inside it, and the paragraph all", () => {
    const hit = hitOf(
      [
        [5, 0.9],
        [5, 0.2],
        [5, 0.3],
      ],
      { passage: passageOf("x".repeat(28), { start: 1 }) },
    );
    const { evidence, paragraph, sentences } = weigh(hit);
    expect(sentences).toEqual([
      { start: 10, end: 19, cosine: 0.2 },
      { start: 20, end: 29, cosine: 0.3 },
    ]);
    expect(evidence).toMatchObject({ cosine: 0.1, sentenceCosine: 0.3 });
    expect(paragraph).toMatchObject({ start: 0, end: 100, evidence: { cosine: 0.05, sentenceCosine: 0.9 } });
  });

  it("weighs terms by how rare they are, and lengths among texts alike", () => {
    const terms = wordsOf(10, [1, 0]);
    const around = (length: number) => ({ ...hitOf([]).paragraph, terms: wordsOf(length, [1, 0]) });
    const of = (hit: Hit): [Evidence, Evidence] => [weigh(hit).evidence, weigh(hit).paragraph.evidence];
    const [own, long] = of(hitOf([], { terms, paragraph: around(20) }));
    expect(own.words).toBeGreaterThan(0);
    expect(own.words).toBeLessThan(0.5);
    expect(long.words).toBeCloseTo(own.words, 10);
    const [, short] = of(hitOf([], { terms, paragraph: around(10) }));
    expect(short.words).toBeGreaterThan(long.words);
    const rare = weigh(hitOf([], { terms: wordsOf(10, [0, 1]) }));
    expect(rare.evidence.words).toBeGreaterThan(own.words);
  });

  it("has no shares where the question has no terms for the language", () => {
    const hit = hitOf([], { passage: passageOf("bread", { language: "en" }) });
    expect(weigh(hit).evidence).toMatchObject({ words: 0, grams: 0 });
  });
});
