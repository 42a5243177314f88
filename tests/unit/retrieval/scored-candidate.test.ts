import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuse } from "../../../src/retrieval/fusion.js";
import { byScore, scored } from "../../../src/retrieval/scored-candidate.js";
import { candidateOf, passageOf, SAME } from "../../support/retrieval/candidates.js";

const entry = (id: string, strength: number) =>
  scored(candidateOf(passageOf("x", { id }), { strength }), SAME);

describe("a scored candidate", () => {
  it("has the score that fusion gives it, and keeps what that came from", () => {
    const candidate = candidateOf(passageOf("x"), { strength: 0.5 });
    expect(scored(candidate, SAME)).toEqual({ candidate, relation: SAME, fused: fuse(candidate, SAME) });
  });

  it("stands before those with lower scores, and before those of the same with a later id", () => {
    const list = [entry("b", 0.2), entry("c", 0.9), entry("a", 0.2), entry("d", 0.5)];
    expect(list.sort(byScore).map(({ candidate }) => candidate.passage.id)).toEqual(["c", "d", "a", "b"]);
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
