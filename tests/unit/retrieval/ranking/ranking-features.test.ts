import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FusedPassage } from "../../../../src/retrieval/fusion.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { MatchedTexts } from "../../../../src/retrieval/ranking/matched-texts.js";
import {
  RANKING_FEATURES,
  type RankingFeature,
  rankingFeatures,
} from "../../../../src/retrieval/ranking/ranking-features.js";
import { arbitraryCandidates, arbitraryQuestion } from "../../../support/retrieval/arbitrary-candidates.js";
import { passageOf, rankedOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();

function features(asked: string, candidates: readonly FusedPassage[]) {
  const question = readQuestion(asked, "de", matcher);
  return rankingFeatures(question, candidates, new MatchedTexts(question), new Map());
}

/** Those of a single candidate. */
function featuresOf(asked: string, candidate: FusedPassage): Readonly<Record<RankingFeature, number>> {
  const [only] = features(asked, [candidate]);
  return only as Readonly<Record<RankingFeature, number>>;
}

/** Cosines, and differences of them and of scores to the best: the others lie between 0 and 1. */
const RANGES: Partial<Record<RankingFeature, readonly [number, number]>> = {
  cosine: [-1, 1],
  sentence: [-1, 1],
  relativeScore: [-1, 0],
  documentRelativeScore: [-1, 0],
  relativeCosine: [-2, 0],
  relativeSentence: [-2, 0],
};

const ROUNDING = 1e-9;

describe("rankingFeatures", () => {
  it("are all there, finite and within their ranges", () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryCandidates, (asked, candidates) => {
        const all = features(asked, candidates);
        expect(all).toHaveLength(candidates.length);
        for (const own of all) {
          expect(Object.keys(own).sort()).toEqual([...RANKING_FEATURES].sort());
          for (const name of RANKING_FEATURES) {
            const [least, most] = RANGES[name] ?? [0, 1];
            expect(own[name], name).toBeGreaterThanOrEqual(least - ROUNDING);
            expect(own[name], name).toBeLessThanOrEqual(most + ROUNDING);
          }
        }
      }),
    );
  });

  it("don't depend on the order of the candidates", () => {
    const shuffled = arbitraryCandidates.chain((list) =>
      fc.shuffledSubarray([...list.keys()], { minLength: list.length }).map((order) => ({ list, order })),
    );
    fc.assert(
      fc.property(arbitraryQuestion, shuffled, (asked, { list, order }) => {
        const before = features(asked, list);
        const after = features(
          asked,
          order.map((i) => list[i] as FusedPassage),
        );
        expect(after).toEqual(order.map((i) => before[i]));
      }),
    );
  });

  it("tell what stands in the text, above it and nowhere", () => {
    const passage = passageOf("Der Turm ist offen.", { title: "Straße", heading: ["Fluss"] });
    const own = featuresOf("Straße Turm Fluss Berg", rankedOf(passage));
    expect(own).toMatchObject({ textMean: 0.25, textSame: 0.25, allMean: 0.75, missing: 0.25 });
    expect(own.above).toBeCloseTo(0.5, 10);
    expect(own.rest).toBeCloseTo(0.5, 10);
    expect(own.title).toBeCloseTo(0.4, 10);
    expect(own.headingPrecision).toBe(1);
  });

  it("count a word of the paragraph as present, but not as the passage's", () => {
    const paragraph = { start: 0, text: "Die Straße. Der Turm." };
    const passage = passageOf("Der Turm.", { start: 12 });
    const own = featuresOf("Straße Turm", rankedOf(passage, { paragraph }));
    expect(own).toMatchObject({ textMean: 0.5, allMean: 1, missing: 0, first: 0 });
    expect(featuresOf("Straße Turm", rankedOf(passage)).first).toBe(1);
  });

  it("have nothing left to ask where title and headings say it all", () => {
    const own = featuresOf("Turm Fluss", rankedOf(passageOf("Ja.", { title: "Turm am Fluss" })));
    expect(own).toMatchObject({ above: 1, rest: 1, text: 0 });
  });

  it("see whether the kind of answer is given, by the passage or around it", () => {
    const asked = "Was kostet der Turm?";
    const paragraph = { start: 0, text: "Der Turm kostet 5 € Eintritt. Der Turm ist alt." };
    const priced = rankedOf(passageOf("Der Turm kostet 5 € Eintritt."), { paragraph });
    const unpriced = rankedOf(passageOf("Der Turm ist alt.", { start: 30 }), { paragraph });
    expect(featuresOf(asked, priced)).toMatchObject({ number: 1, noNumber: 0, numberAround: 1 });
    expect(featuresOf(asked, unpriced)).toMatchObject({ number: 0, noNumber: 1, numberAround: 1 });
    expect(featuresOf("Straße Turm", unpriced)).toMatchObject({ noNumber: 0, noForm: 0, noOtherKind: 0 });
  });

  it.each([
    ["question", "Wer ist das?"],
    ["leadIn", "Es gibt:"],
    ["listItem", "- ein Turm"],
    ["digits", "Es sind 5 Türme."],
    ["code", "$ footnote serve"],
    ["reference", "Mehr steht [hier](turm.md)."],
    ["short", "Ja."],
  ] as const)("know the form %s", (name, text) => {
    expect(featuresOf("Turm", rankedOf(passageOf(text)))[name]).toBe(1);
    const plain = `Der Turm steht da, wo er immer stand, und wer ihn sehen will, der geht hin und schaut${" so".repeat(5)}.`;
    expect(featuresOf("Turm", rankedOf(passageOf(plain)))[name]).toBe(0);
  });

  it("compare a candidate with the best, and judge its document by all of its passages", () => {
    const of = (id: string, documentId: string, text: string, strength: number) =>
      rankedOf(passageOf(text, { id, documentId }), { strength });
    const [first, second, third] = features("Straße Turm", [
      of("1", "a", "Die Straße", 0.8),
      of("2", "a", "Der Turm", 0.4),
      of("3", "b", "Der Berg", 0.6),
    ]);
    expect(first).toMatchObject({ relativeScore: 0, relativeWords: 1, document: 1, documentCount: 0.1 });
    expect(second?.relativeScore).toBeLessThan(0);
    expect(second?.relativeWords).toBeCloseTo(0.5, 10);
    expect(second).toMatchObject({
      document: 1,
      documentRelativeScore: 0,
      documentScore: first?.documentScore,
    });
    expect(third).toMatchObject({ document: 0, documentCount: 0.05 });
    expect(third?.documentRelativeScore).toBeLessThan(0);
  });
});
