import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/core/passage.js";
import { NOWHERE } from "../../../src/core/place.js";
import { fuse, fusionParts, type ScorableCandidate } from "../../../src/retrieval/fusion.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const evidence = fc.record<Evidence>({ words: share, grams: share, cosine, sentenceCosine: cosine });

const relation = fc.record({ sameLanguage: fc.boolean(), embedderKnows: fc.boolean() });
const SAME = { sameLanguage: true, embedderKnows: true };
const ACROSS = { sameLanguage: false, embedderKnows: true };

function candidate(
  own: Evidence,
  around: Evidence,
  alignment: ScorableCandidate["alignment"] = null,
): ScorableCandidate {
  const passage = {
    id: "d:0-4",
    documentId: "d",
    title: "T",
    text: "Text",
    start: 0,
    end: 4,
    ...NOWHERE,
    heading: [],
    language: "de",
  };
  return {
    passage,
    evidence: own,
    paragraph: { start: 0, end: 4, text: "Text", evidence: around },
    sentences: [],
    alignment,
    repeated: 0,
  };
}

describe("fuse", () => {
  it("keeps every score between 0 and 1", () => {
    fc.assert(
      fc.property(evidence, evidence, relation, (own, around, languages) => {
        const { score, lexical, dense } = fuse(candidate(own, around), languages);
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
          const more = (base: Evidence) => ({ ...base, [key]: Math.min(1, base[key] + 0.3) });
          const better = inPassage ? candidate(more(own), around) : candidate(own, more(around));
          expect(fuse(better, languages).score).toBeGreaterThanOrEqual(
            fuse(candidate(own, around), languages).score,
          );
        },
      ),
    );
  });

  it("gives 1 for all the evidence there can be, and takes no words across languages", () => {
    const all = { words: 1, grams: 1, cosine: 1, sentenceCosine: 1 };
    for (const value of Object.values(fuse(candidate(all, all), SAME))) expect(value).toBeCloseTo(1, 10);
    const words = { words: 1, grams: 0, cosine: 0, sentenceCosine: 0 };
    expect(fuse(candidate(words, words), ACROSS).score).toBe(0);
  });

  it("counts the passage more than its paragraph", () => {
    const some = { words: 0.5, grams: 0.5, cosine: 0.5, sentenceCosine: 0.5 };
    const none = { words: 0, grams: 0, cosine: 0, sentenceCosine: 0 };
    expect(fuse(candidate(some, none), SAME).score).toBeGreaterThan(fuse(candidate(none, some), SAME).score);
  });

  it("leaves the cosines out of the score where the embedder doesn't know the language", () => {
    const unknown = { sameLanguage: true, embedderKnows: false };
    const lexical = { words: 1, grams: 1, cosine: -1, sentenceCosine: -1 };
    const dense = { words: 0, grams: 0, cosine: 1, sentenceCosine: 1 };
    expect(fuse(candidate(lexical, lexical), unknown).score).toBeCloseTo(1, 10);
    const { score, dense: given } = fuse(candidate(dense, dense), unknown);
    expect(score).toBe(0);
    expect(given).toBeCloseTo(1, 10);
  });
});

describe("fusionParts", () => {
  it("gives the shares that the score is the sum of", () => {
    fc.assert(
      fc.property(evidence, evidence, relation, (own, around, languages) => {
        const parts = fusionParts(candidate(own, around), languages);
        const total = parts.reduce((sum, { share }) => sum + share, 0);
        expect(fuse(candidate(own, around), languages).score).toBeCloseTo(Math.max(0, total), 10);
        for (const { value, weight, share } of parts) expect(share).toBeCloseTo(value * weight, 10);
        expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(1 + 1e-10);
      }),
    );
  });
});
