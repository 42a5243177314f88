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
  return { ...span, context: 0, section, keys: [span], matches, features: { ...none, ...given } };
}

const BY_TYPE: Model = { kind: "linear", features: ["type"], weights: [1], bias: 0 };

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
    expect(starts(chooseExcerpts(ofSeveral, several, excerptScorer(BY_TYPE)))).toEqual([100, 200]);
    expect(starts(chooseExcerpts(ofSeveral, several.slice(0, 2), excerptScorer(BY_TYPE)))).toEqual([100]);
    expect(starts(chooseExcerpts(question, list, excerptScorer(BY_TYPE)))).toEqual([100]);
    expect(chooseExcerpts(question, [], excerptScorer(BY_TYPE))).toEqual([]);
  });

  it("says of a model with a feature that isn't computed how to get another", () => {
    expect(() => excerptScorer({ ...BY_TYPE, features: ["phase of the moon"] })).toThrow(
      expect.objectContaining({ code: "weights_unavailable" }),
    );
  });
});
