import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byScore, scored, toScoredPassage } from "../../../src/retrieval/ranked-passage.js";
import { passageOf, rankedOf } from "../../support/retrieval/ranked-passages.js";

const entry = (id: string, strength: number) => rankedOf(passageOf("x", { id }), { strength });

describe("a ranked passage", () => {
  it("has the score of its evidence as it is now", () => {
    const before = entry("a", 0.5);
    const { score, scores } = scored({ ...before, repeated: 1 });
    expect(score).toBeLessThan(before.score);
    expect(scores).toEqual(before.scores);
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
