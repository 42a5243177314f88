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
const UNBOUNDED: ReadonlySet<EvidenceFeature> = new Set<EvidenceFeature>([
  "relevance",
  "lead",
  "spread",
  "documentSpread",
]);

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
        expect(own.documentLead).toBeLessThanOrEqual(own.documentShare + 1e-9);
        expect(own.lead).toBeGreaterThanOrEqual(0);
        expect(own.spread).toBeGreaterThanOrEqual(-1e-9);
        expect(own.spread).toBeLessThanOrEqual(Math.log(Math.max(1, list.length)) + 1e-9);
        expect(own.documentSpread).toBeLessThanOrEqual(own.spread + 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it("say of nothing that nothing is found", () => {
    expect(features("Wo ist der Turm?", [])).toMatchObject({
      relevance: 0,
      lead: 0,
      spread: 0,
      documentShare: 0,
      "best.score": 0,
    });
  });

  it("tell how clear it is which document answers", () => {
    const list = [found(1, 0), found(0, 5000), found(0, 0, { documentId: "other" })];
    const { documentShare, documentLead } = features("Turm", list);
    const total = Math.E + 2;
    expect(documentShare).toBeCloseTo((Math.E + 1) / total, 9);
    expect(documentLead).toBeCloseTo(Math.E / total, 9);
    expect(features("Turm", list.slice(0, 2)).documentSpread).toBeCloseTo(0, 9);
  });

  it("are of the best passage", () => {
    const of = (relevance: number, start: number, score: number) =>
      rankedOf(passageOf("x".repeat(100), { start }), { relevance, features: { score, text: 0.5 } });
    const own = features("Turm", [of(2, 0, 0.3), of(1.9, 5000, 0.9)]);
    expect(own).toMatchObject({ "best.score": 0.3, "best.text": 0.5, relevance: 2 });
    expect(own.lead).toBeCloseTo(0.1, 9);
  });

  it("notice a name that nothing found holds, not even as a heading", () => {
    const missing = (asked: string, ...texts: readonly string[]) =>
      features(
        asked,
        texts.map((text, i) => rankedOf(passageOf(text, { start: 1000 * i, heading: ["Turm"] }))),
      ).missingName;
    expect(missing("die Straße am Fluss", "Der Berg.", "Die Straße.")).toBeGreaterThan(0);
    expect(missing("die Straße am Fluss", "Der Fluss.", "Die Straße.")).toBe(0);
    expect(missing("der Turm", "Der Berg.")).toBe(0);
    expect(missing("die straße am fluss", "Der Berg.")).toBe(0);
    expect(missing("Fluss", "Der Berg.")).toBe(0);
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
