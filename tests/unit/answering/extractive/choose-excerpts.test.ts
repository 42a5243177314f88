import { describe, expect, it } from "vitest";
import {
  chooseExcerpts,
  excerptScorer,
  rankExcerpts,
} from "../../../../src/answering/extractive/choose-excerpts.js";
import {
  EXCERPT_FEATURES,
  type ExcerptCandidate,
  type ExcerptFeatures,
} from "../../../../src/answering/extractive/excerpt-candidates.js";
import { weighQuestion } from "../../../../src/answering/weighed-question.js";
import type { Model } from "../../../../src/learned/model.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { smallMatcher } from "../../../support/retrieval/ranked-passages.js";

/** Of two words that weigh alike; the second question asks for several things. */
const weigh = (text: string) => weighQuestion(readQuestion(text, "de", smallMatcher()), []);
const question = weigh("Straße Turm");
const ofSeveral = weigh("Vergleich: Straße oder Turm, was ist der Unterschied?");

/** An excerpt that matches each of the two words so well. */
function candidate(
  start: number,
  given: Partial<ExcerptFeatures>,
  matches: readonly number[],
): ExcerptCandidate {
  const none = Object.fromEntries(EXCERPT_FEATURES.map((name) => [name, 0])) as unknown as ExcerptFeatures;
  const span = { start, end: start + 10 };
  const section = { ...span, text: "x".repeat(10), heading: [], blocks: [], isWhole: true };
  return {
    ...span,
    context: 0,
    documentId: "d",
    section,
    keys: [span],
    matches,
    features: { ...none, ...given },
  };
}

const BY_TYPE: Model = { kind: "linear", features: ["type"], weights: [1], bias: 0 };

/** The same, with differences that make no close call. */
const BY_TYPE_FAR: Model = { ...BY_TYPE, weights: [10] };

const chosen = (asked: typeof question, candidates: readonly ExcerptCandidate[], model: Model) =>
  starts(chooseExcerpts(asked, rankExcerpts(candidates, excerptScorer(model))));

const starts = (chosen: readonly ExcerptCandidate[]) => chosen.map(({ start }) => start);

describe("the choice of excerpts", () => {
  const list = [
    candidate(0, { rank: 0, type: 0.1 }, [1, 0]),
    candidate(100, { rank: 0.2, type: 0.9 }, [1, 0]),
    candidate(200, { rank: 0.4, type: 0.5 }, [0, 1]),
  ];

  it("goes by what was learnt", () => {
    expect(starts(rankExcerpts(list, excerptScorer(BY_TYPE)))).toEqual([100, 200, 0]);
  });

  it("goes by the order of the passages where nothing was learnt", () => {
    expect(starts(rankExcerpts(list.toReversed(), excerptScorer(undefined)))).toEqual([0, 100, 200]);
  });

  it("adds a second one for what the first doesn't say where several things are asked for, and only there", () => {
    expect([...ofSeveral.answerType.kinds]).toContain("comparison");
    const matches = (word: number) => ofSeveral.words.map((_, i) => Number(i % 2 === word));
    const several = list.map((one, i) => ({ ...one, matches: matches(i === 2 ? 1 : 0) }));
    expect(chosen(ofSeveral, several, BY_TYPE_FAR)).toEqual([100, 200]);
    expect(chosen(ofSeveral, several.slice(0, 2), BY_TYPE_FAR)).toEqual([100]);
    expect(chosen(question, list, BY_TYPE_FAR)).toEqual([100]);
    expect(chosen(question, [], BY_TYPE_FAR)).toEqual([]);
  });

  it("adds the runner-up where it is a close call", () => {
    const first = candidate(0, { type: 1 }, [1, 0]);
    const second = (type: number) => candidate(100, { type }, [1, 0]);
    expect(chosen(question, [first, second(0.91)], BY_TYPE_FAR)).toEqual([0, 100]);
    expect(chosen(question, [first, second(0.89)], BY_TYPE_FAR)).toEqual([0]);
    expect(
      chosen(question, [first, second(0.91), candidate(200, { type: 0.9 }, [1, 0])], BY_TYPE_FAR),
    ).toEqual([0, 100]);
  });

  it("says how likely each is to be the one that answers", () => {
    const [first, second] = rankExcerpts(list.slice(0, 2), excerptScorer(BY_TYPE));
    expect(first?.logOdds).toBeCloseTo(0.9, 9);
    expect(first?.probability).toBeCloseTo(1 / (1 + Math.exp(-0.8)), 9);
    expect((first?.probability ?? 0) + (second?.probability ?? 0)).toBeCloseTo(1, 9);
  });

  it("says of a model with a feature that isn't computed how to get another", () => {
    expect(() => excerptScorer({ ...BY_TYPE, features: ["phase of the moon"] })).toThrow(
      expect.objectContaining({ code: "weights_unavailable" }),
    );
  });
});
