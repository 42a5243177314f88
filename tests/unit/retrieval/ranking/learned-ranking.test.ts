import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RankedPassage } from "../../../../src/core/passage.js";
import type { Model } from "../../../../src/learned/model.js";
import { byScore, type FusedPassage } from "../../../../src/retrieval/fusion.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { LearnedRanking } from "../../../../src/retrieval/ranking/learned-ranking.js";
import { MatchedTexts } from "../../../../src/retrieval/ranking/matched-texts.js";
import { arbitraryCandidates, arbitraryQuestion } from "../../../support/retrieval/arbitrary-candidates.js";
import { passageOf, rankedOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();

/** Prefers passages whose own text says what is asked, and nothing else. */
const BY_TEXT: Model = { kind: "linear", features: ["textMean"], weights: [4], bias: -1 };

function rank(
  asked: string,
  candidates: readonly FusedPassage[],
  model: Model | undefined = BY_TEXT,
): RankedPassage[] {
  const question = readQuestion(asked, "de", matcher);
  return new LearnedRanking(model).rank(question, candidates, new MatchedTexts(question), new Map());
}

const byRelevance = (ranked: readonly RankedPassage[]) =>
  ranked.toSorted((a, b) => b.relevance - a.relevance).map(({ passage }) => passage.id);

/** More than the model reads; the better the fused score, the smaller the number. */
const MANY = Array.from({ length: 135 }, (_, i) => {
  const passage = passageOf(i % 2 === 0 ? "Der Turm" : "Der Fluss", { id: String(i).padStart(3, "0") });
  return rankedOf(passage, { strength: (135 - i) / 135 });
});

describe("LearnedRanking", () => {
  it("goes by the model, whatever the fused score", () => {
    const ranked = rank("Turm Straße", [
      rankedOf(passageOf("Der Berg", { id: "best fused", documentId: "a" }), { strength: 0.9 }),
      rankedOf(passageOf("Der Turm", { id: "half", documentId: "b" }), { strength: 0.5 }),
      rankedOf(passageOf("Turm, Straße", { id: "all", documentId: "c" }), { strength: 0.1 }),
    ]);
    expect(byRelevance(ranked)).toEqual(["all", "half", "best fused"]);
    const relevances = new Map(ranked.map(({ passage, relevance }) => [passage.id, relevance]));
    expect(relevances.get("all")).toBeCloseTo(3, 10);
    expect(relevances.get("half")).toBeCloseTo(1, 10);
    expect(relevances.get("best fused")).toBeCloseTo(-1, 10);
  });

  it("keeps every candidate, and adds its alignment and what it went by", () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryCandidates, (asked, candidates) => {
        const ranked = rank(asked, candidates);
        expect(ranked).toHaveLength(candidates.length);
        for (const { features, relevance, scores, score, alignment, ...kept } of ranked) {
          const before = candidates.find(({ passage }) => passage.id === kept.passage.id);
          expect(before).toMatchObject(kept);
          expect(score).toBeGreaterThanOrEqual(before?.score ?? 1);
          expect(before?.scores).toMatchObject({ lexical: scores.lexical, dense: scores.dense });
          expect(features?.["textMean"]).toBeTypeOf("number");
          expect(Math.min(...Object.values(alignment ?? { none: 0 }))).toBeGreaterThanOrEqual(0);
          expect(relevance).not.toBeNaN();
        }
      }),
      { numRuns: 30 },
    );
  });

  it("gives each candidate its share of all, which grows with its relevance", () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryCandidates, (asked, candidates) => {
        const ranked = rank(asked, candidates).toSorted((a, b) => b.relevance - a.relevance);
        const shares = ranked.map(({ scores }) => scores.ranking);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
        const sum = shares.reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(Number(candidates.length > 0), 9);
      }),
      { numRuns: 30 },
    );
    const [far] = rank("Turm", MANY, { ...BY_TEXT, weights: [5000], bias: 0 });
    expect(far?.scores.ranking).toBeCloseTo(1 / 40, 9);
  });

  it("doesn't depend on the order in which candidates come", () => {
    const ids = (ranked: readonly RankedPassage[]) =>
      ranked.toSorted(byScore).map(({ passage, relevance }) => [passage.id, relevance]);
    expect(ids(rank("Turm", MANY.toReversed()))).toEqual(ids(rank("Turm", MANY)));
  });

  it("reads the eighty best, and puts the others behind them in the order of their fused scores", () => {
    const ranked = rank("Turm", MANY);
    const read = ranked.filter(({ features }) => features !== null);
    expect(read.map(({ passage }) => passage.id).sort()).toEqual(
      MANY.slice(0, 80).map(({ passage }) => passage.id),
    );
    expect(byRelevance(ranked).slice(80)).toEqual(MANY.slice(80).map(({ passage }) => passage.id));
  });

  it("puts those behind it behind a head that the model thinks much of, too", () => {
    const ranked = rank("Turm", MANY, { ...BY_TEXT, bias: 50 });
    expect(byRelevance(ranked).slice(80)).toEqual(MANY.slice(80).map(({ passage }) => passage.id));
  });

  it.each([
    ["Was regelt § 8 zum Turm?", "Die Regel", ["§ 8 Befreiung"], "Der Turm", ["§ 9 Turm"]],
    ["Was macht --tower am Turm?", "--tower: baut ihn", [], "Der Turm", []],
  ])("puts what an identifier names first: %s", (asked, named, headings, other, headingsOfOther) => {
    const model: Model = { kind: "linear", features: ["textMean"], weights: [0.5], bias: 0 };
    const ranked = rank(
      asked,
      [
        rankedOf(passageOf(other, { id: "other", heading: headingsOfOther })),
        rankedOf(passageOf(named, { id: "named", heading: headings })),
      ],
      model,
    );
    expect(byRelevance(ranked)).toEqual(["named", "other"]);
    const [first, second] = ranked.toSorted((a, b) => b.relevance - a.relevance);
    expect((first?.relevance ?? 0) - (second?.relevance ?? 0)).toBeGreaterThan(1);
  });

  it("leaves the order of the fused scores where nothing was learnt, but for what an identifier names", () => {
    const question = readQuestion("Was regelt § 8?", "de", matcher);
    const ranking = new LearnedRanking(undefined);
    const named = rankedOf(passageOf("Dies.", { id: "named", heading: ["§ 8"] }), { strength: 0.5 });
    const ranked = ranking.rank(question, [...MANY, named], new MatchedTexts(question), new Map());
    const all = byRelevance(ranked);
    const score = new Map(ranked.map((one) => [one.passage.id, one.score]));
    const others = all.filter((id) => id !== "named").map((id) => score.get(id) ?? 0);
    expect(others).toEqual(others.toSorted((a, b) => b - a));
    const better = [...score.values()].filter((other) => other > named.score).length;
    expect(all.indexOf("named")).toBeLessThan(better);
  });

  it("ranks nothing where nothing was found", () => {
    expect(rank("Turm", [])).toEqual([]);
  });

  it("says of a model with a feature that isn't computed how to get another", () => {
    const model: Model = { kind: "linear", features: ["phase of the moon"], weights: [1], bias: 0 };
    expect(() => new LearnedRanking(model)).toThrow(
      expect.objectContaining({
        code: "weights_unavailable",
        message: expect.stringMatching(/phase of the moon.*install/),
      }),
    );
  });
});
