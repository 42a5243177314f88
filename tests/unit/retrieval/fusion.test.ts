import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/core/passage.js";
import {
  byScore,
  type FusionInput,
  fuse,
  fusionParts,
  scored,
  toScoredPassage,
} from "../../../src/retrieval/fusion.js";
import { passageOf, rankedOf } from "../../support/retrieval/ranked-passages.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const evidence = fc.record<Evidence>({ words: share, grams: share, cosine, sentenceCosine: cosine });

const alignment = fc.option(fc.record({ passage: share, paragraph: share }));
const more = fc.record({ alignment, repeated: share });
const NOTHING: Evidence = { words: 0, grams: 0, cosine: 0, sentenceCosine: 0 };
const ALIGNED = { alignment: { passage: 1, paragraph: 1 } };

const relation = fc.record({ sameLanguage: fc.boolean(), embedderKnows: fc.boolean() });
const SAME = { sameLanguage: true, embedderKnows: true };
const ACROSS = { sameLanguage: false, embedderKnows: true };

/** What a passage's score is computed from; of one language, which the embedder knows, unless it is said otherwise. */
function candidate(
  own: Evidence,
  around: Evidence,
  { alignment = null, repeated = 0, relation = SAME }: Partial<FusionInput> = {},
): FusionInput {
  const paragraph = { start: 0, end: 4, text: "Text", evidence: around };
  return { evidence: own, paragraph, alignment, repeated, relation };
}

describe("fuse", () => {
  it("keeps every score between 0 and 1", () => {
    fc.assert(
      fc.property(evidence, evidence, more, relation, (own, around, others, languages) => {
        const { score, lexical, dense } = fuse(candidate(own, around, { ...others, relation: languages }));
        for (const value of [score, lexical, dense]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("never gives less for more evidence, of either leg, in the passage or around it", () => {
    fc.assert(
      fc.property(
        evidence,
        evidence,
        relation,
        fc.constantFrom<keyof Evidence>("words", "grams", "cosine", "sentenceCosine"),
        fc.boolean(),
        (own, around, languages, key, inPassage) => {
          const raised = (base: Evidence) => ({ ...base, [key]: Math.min(1, base[key] + 0.3) });
          const relation = { relation: languages };
          const better = inPassage
            ? candidate(raised(own), around, relation)
            : candidate(own, raised(around), relation);
          expect(fuse(better).score).toBeGreaterThanOrEqual(
            fuse(candidate(own, around, { relation: languages })).score,
          );
        },
      ),
    );
  });

  it("never gives less for words that are met, nor more for what was shown before", () => {
    fc.assert(
      fc.property(evidence, evidence, more, relation, (own, around, others, languages) => {
        const { score } = fuse(candidate(own, around, { ...others, relation: languages }));
        const met = fuse(candidate(own, around, { ...others, ...ALIGNED, relation: languages }));
        expect(met.score).toBeGreaterThanOrEqual(score);
        const shown = fuse(candidate(own, around, { ...others, repeated: 1, relation: languages }));
        expect(shown.score).toBeLessThanOrEqual(score);
      }),
    );
  });

  it("gives 1 for all the evidence there can be, and takes no words across languages", () => {
    const all = { words: 1, grams: 1, cosine: 1, sentenceCosine: 1 };
    const most = fuse(candidate(all, all, ALIGNED));
    for (const value of Object.values(most)) {
      expect(value).toBeCloseTo(1, 10);
    }
    const words = { ...NOTHING, words: 1 };
    expect(fuse(candidate(words, words, { relation: ACROSS })).score).toBe(0);
  });

  it("lets the dense leg lead across languages", () => {
    const lexical = { words: 1, grams: 1, cosine: 0, sentenceCosine: 0 };
    const dense = { words: 0, grams: 0, cosine: 1, sentenceCosine: 1 };
    const scoreOf = (all: Evidence) => fuse(candidate(all, all, { relation: ACROSS })).score;
    expect(scoreOf(dense)).toBeGreaterThan(2 * scoreOf(lexical));
  });

  it("counts what is around a passage as much as the passage", () => {
    const some = { words: 0.5, grams: 0.5, cosine: 0.5, sentenceCosine: 0.5 };
    const scoreOf = (own: Evidence, around: Evidence) => fuse(candidate(own, around)).score;
    expect(scoreOf(some, NOTHING)).toBeCloseTo(scoreOf(NOTHING, some), 10);
    expect(scoreOf(some, some)).toBeCloseTo(2 * scoreOf(some, NOTHING), 10);
  });

  it("leaves the cosines out of the score where the embedder doesn't know the language", () => {
    const unknown = { sameLanguage: true, embedderKnows: false };
    const lexical = { words: 1, grams: 1, cosine: -1, sentenceCosine: -1 };
    const dense = { words: 0, grams: 0, cosine: 1, sentenceCosine: 1 };
    expect(fuse(candidate(lexical, lexical, { ...ALIGNED, relation: unknown })).score).toBeCloseTo(1, 10);
    const { score, dense: given } = fuse(candidate(dense, dense, { relation: unknown }));
    expect(score).toBe(0);
    expect(given).toBeCloseTo(1, 10);
  });
});

describe("fusionParts", () => {
  it("gives the shares that the score is the sum of", () => {
    fc.assert(
      fc.property(evidence, evidence, more, relation, (own, around, others, languages) => {
        const parts = fusionParts(candidate(own, around, { ...others, relation: languages }));
        const total = parts.reduce((sum, { share }) => sum + share, 0);
        expect(fuse(candidate(own, around, { ...others, relation: languages })).score).toBeCloseTo(
          Math.max(0, total),
          10,
        );
        for (const { value, weight, share } of parts) {
          expect(share).toBeCloseTo(value * weight, 10);
        }
        const weights = parts.map(({ weight }) => Math.max(0, weight));
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1 + 1e-10);
      }),
    );
  });
});

const entry = (id: string, strength: number) => rankedOf(passageOf("x", { id }), { strength });

describe("a ranked passage", () => {
  it("has the score of its evidence as it is now", () => {
    const before = entry("a", 0.5);
    const { score, scores } = scored({ ...before, repeated: 1 });
    expect(score).toBeLessThan(before.score);
    expect({ ...before.scores, ...scores }).toEqual(before.scores);
  });

  it("is for the outside the passage and its scores", () => {
    const { passage, score, scores, ...more } = entry("a", 0.5);
    expect(toScoredPassage({ passage, score, scores, ...more })).toEqual({ ...passage, score, scores });
  });

  it("stands before those with lower scores, and before those of the same with a later id", () => {
    const list = [entry("b", 0.2), entry("c", 0.9), entry("a", 0.2), entry("d", 0.5)];
    expect(list.sort(byScore).map(({ passage }) => passage.id)).toEqual(["c", "d", "a", "b"]);
  });

  it("stands at one place whatever order candidates come in", () => {
    const list = fc.uniqueArray(fc.tuple(fc.string(), fc.constantFrom(0.1, 0.5, 0.9)), {
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(list, (given) => {
        const entries = given.map(([id, strength]) => entry(id, strength));
        expect(entries.toSorted(byScore)).toEqual(entries.toReversed().toSorted(byScore));
      }),
    );
  });
});
