import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EVIDENCE_FEATURES,
  type EvidenceFeature,
  evidenceFeatures,
} from "../../../../src/answering/refusal/evidence-features.js";
import { weighQuestion } from "../../../../src/answering/weighed-question.js";
import type { Passage, RankedPassage } from "../../../../src/core/passage.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { arbitraryCandidates, arbitraryQuestion } from "../../../support/retrieval/arbitrary-candidates.js";
import { passageOf, rankedOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();

function features(
  asked: string,
  context: readonly RankedPassage[],
): Readonly<Record<EvidenceFeature, number>> {
  return evidenceFeatures(weighQuestion(readQuestion(asked, "de", matcher), context), context);
}

/** A passage of a hundred characters that is relevant by so much. */
function found(relevance: number, start: number, given: Partial<Passage> = {}): RankedPassage {
  const passage = passageOf("x".repeat(100), { heading: ["Turm"], ...given, start });
  return rankedOf(passage, { relevance });
}

const context = fc
  .tuple(arbitraryCandidates, fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6 }))
  .map(([list, relevances]) =>
    list.map(({ passage, paragraph, evidence }, i) =>
      rankedOf(passage, {
        paragraph,
        own: evidence,
        around: paragraph.evidence,
        relevance: relevances[i] ?? 0,
        features: i % 3 === 2 ? null : { score: 0.5, text: 0.25 * i },
      }),
    ),
  );

/** Of the features that are computed from relevances, which have no bounds. */
const UNBOUNDED: ReadonlySet<EvidenceFeature> = new Set<EvidenceFeature>(["relevance", "lead", "spread"]);

describe("evidenceFeatures", () => {
  it("are all there and finite, shares within -1 and 1 or a little more where they sum", () => {
    fc.assert(
      fc.property(arbitraryQuestion, context, (asked, list) => {
        const own = features(asked, list);
        expect(Object.keys(own).sort()).toEqual([...EVIDENCE_FEATURES].sort());
        for (const name of EVIDENCE_FEATURES) {
          expect(own[name], name).toSatisfy(Number.isFinite);
          if (!UNBOUNDED.has(name) && !name.includes(".")) {
            expect(own[name], name).toBeGreaterThanOrEqual(-1 - 1e-9);
            expect(own[name], name).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
        expect(own.first).toBeGreaterThanOrEqual(own.second - 1e-9);
        expect(own.second).toBeGreaterThanOrEqual(own.third - 1e-9);
        expect(own.first + own.second + own.third).toBeLessThanOrEqual(1 + 1e-9);
        expect(own.lead).toBeGreaterThanOrEqual(0);
        expect(own.spread).toBeGreaterThanOrEqual(-1e-9);
        expect(own.spread).toBeLessThanOrEqual(Math.log(Math.max(1, list.length)) + 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it("say of nothing that nothing is covered", () => {
    expect(features("Wo ist der Turm?", [])).toMatchObject({
      first: 0,
      second: 0,
      relevance: 0,
      lead: 0,
      spread: 0,
      covered: 0,
      missingWord: 1,
      missingKeyWord: 1,
      "best.score": 0,
      "place.score": 0,
    });
  });

  it("take passages of one section that are near each other for one place", () => {
    const { first, second } = features("Turm", [found(1, 5000), found(0, 0), found(0, 200), found(0, 400)]);
    const total = Math.E + 3;
    expect(first).toBeCloseTo(3 / total, 9);
    expect(second).toBeCloseTo(Math.E / total, 9);
  });

  it.each([
    ["of another document", found(0, 200, { documentId: "other" })],
    ["under another heading", found(0, 200, { heading: ["Fluss"] })],
    ["far away", found(0, 5000)],
  ])("keep a passage %s apart", (_, other) => {
    const { first, second } = features("Turm", [found(0, 0), other]);
    expect([first, second]).toEqual([0.5, 0.5]);
  });

  it("reach further behind a passage than before it", () => {
    const firstOf = (...starts: readonly number[]) =>
      features(
        "Turm",
        starts.map((start) => found(0, start)),
      ).first;
    expect(firstOf(0, 650)).toBeCloseTo(1, 9);
    expect(firstOf(0, 720)).toBeCloseTo(1 / 2, 9);
    expect(firstOf(0, 400, 1050)).toBeCloseTo(1, 9);
    expect(firstOf(0, 500, 1150)).toBeCloseTo(2 / 3, 9);
  });

  it("count no passage twice, though it is near two others", () => {
    const { first, second, third } = features("Turm", [found(1, 1200), found(0, 600), found(0, 0)]);
    const total = Math.E + 2;
    expect([first, second, third]).toEqual([
      expect.closeTo((Math.E + 1) / total, 9),
      expect.closeTo(1 / total, 9),
      0,
    ]);
  });

  it("are of the best passage of the likeliest place, with the most that a passage of the place has", () => {
    const of = (relevance: number, start: number, score: number) =>
      rankedOf(passageOf("x".repeat(100), { start }), { relevance, features: { score, text: 0.5 } });
    const own = features("Turm", [of(2, 0, 0.3), of(1.9, 5000, 0.9), of(1.5, 150, 0.6)]);
    expect(own).toMatchObject({ "best.score": 0.3, "place.score": 0.6, "best.text": 0.5, relevance: 2 });
    expect(own.lead).toBeCloseTo(0.1, 9);
  });

  it("tell how clear it is which passage answers", () => {
    const spread = (...relevances: readonly number[]) =>
      features(
        "Turm",
        relevances.map((relevance, i) => found(relevance, 5000 * i)),
      ).spread;
    expect(spread(0)).toBeCloseTo(0, 9);
    expect(spread(0, 0, 0, 0)).toBeCloseTo(Math.log(4), 9);
    expect(spread(9, 0, 0, 0)).toBeLessThan(spread(1, 0, 0, 0));
  });

  it("know how much was asked, and in which language it was found", () => {
    const across = { sameLanguage: false, embedderKnows: true };
    const foreign = rankedOf(passageOf("The road"), {
      relation: across,
      alignment: { passage: 0.5, paragraph: 0.75 },
    });
    expect(features("Straße Turm", [foreign])).toMatchObject({
      asked: 2 / 8,
      sameLanguage: 0,
      aligned: 0.5,
      alignedAround: 0.75,
    });
    expect(features("Straße Turm", [found(0, 0)]).sameLanguage).toBe(1);
  });
});
