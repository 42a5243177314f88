import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byScore } from "../../../../src/retrieval/fusion.js";
import { preselect } from "../../../../src/retrieval/ranking/preselection.js";
import { arbitraryCandidates } from "../../../support/retrieval/arbitrary-candidates.js";
import { passageOf, rankedOf } from "../../../support/retrieval/ranked-passages.js";

const candidate = (id: string, documentId: string, strength: number) =>
  rankedOf(passageOf("", { id, documentId }), { strength });

const idsOf = (candidates: readonly { readonly passage: { readonly id: string } }[]) =>
  candidates.map(({ passage }) => passage.id);

/** Candidates of as many documents, the better the smaller their number. */
const MANY = Array.from({ length: 100 }, (_, i) => candidate(`other ${i}`, `document ${i}`, 0.8 - i / 1000));

describe("preselect", () => {
  it("keeps every candidate, and the tail in the order of the fused scores", () => {
    fc.assert(
      fc.property(arbitraryCandidates, (candidates) => {
        const { head, tail } = preselect([...MANY, ...candidates]);
        expect(idsOf([...head, ...tail]).sort()).toEqual(idsOf([...MANY, ...candidates]).sort());
        expect(head.length).toBeLessThan(100);
        expect(tail).toEqual(tail.toSorted(byScore));
      }),
    );
  });

  it("prefers a passage of the best document to a better one of a poor document", () => {
    const found = [candidate("best", "good", 0.9), candidate("beside it", "good", 0.65)];
    const { head } = preselect([...MANY, ...found]);
    expect(idsOf(head)).toContain("beside it");
    const alone = preselect([...MANY, candidate("alone", "poor", 0.69)]);
    expect(idsOf(alone.tail)).toContain("alone");
  });
});
