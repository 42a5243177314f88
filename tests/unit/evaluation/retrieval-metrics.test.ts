import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DocumentSpan } from "../../../src/evaluation/gold.js";
import {
  goldDepth,
  recallAt,
  recallInCharacters,
  reciprocalRankAt,
} from "../../../src/evaluation/metrics/retrieval-metrics.js";

const span = (start: number, end: number, documentId = "d"): DocumentSpan => ({ start, end, documentId });
const anySpan = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 40 }), fc.constantFrom("d", "e"))
  .map(([start, length, id]) => span(start, start + length, id));
const anyPassages = fc.array(anySpan, { maxLength: 12 });
const anyGold = fc.array(
  anySpan.map(({ start, documentId }) => span(start, start + 3, documentId)),
  { minLength: 1, maxLength: 3 },
);

/** `recallInChars` of one question, in the contract's own words. */
function isInContext(
  budget: number,
  passages: readonly DocumentSpan[],
  gold: readonly DocumentSpan[],
): boolean {
  let used = 0;
  for (const [i, passage] of passages.entries()) {
    used += passage.end - passage.start;
    if (i > 0 && used > budget) {
      return false;
    }
    const covered = gold.some(
      (g) => g.documentId === passage.documentId && passage.start <= g.start && g.end <= passage.end,
    );
    if (covered) {
      return true;
    }
  }
  return false;
}

describe("where the gold lies", () => {
  it("is the first passage that covers a whole span of the same document", () => {
    const passages = [span(0, 10, "e"), span(0, 7), span(0, 10), span(5, 30)];
    expect(goldDepth(passages, [span(5, 10)])).toEqual({ rank: 3, characters: 27 });
    expect(goldDepth(passages, [span(5, 40)])).toEqual({ rank: null, characters: null });
    expect(goldDepth(passages, [span(50, 60), span(2, 7)])).toEqual({ rank: 2, characters: 17 });
  });

  it("counts the first passage whatever its length", () => {
    expect(recallInCharacters(5, [goldDepth([span(0, 900)], [span(5, 10)])])).toBe(1);
  });

  it("is in a context exactly if the contract says so", () => {
    fc.assert(
      fc.property(anyPassages, anyGold, fc.nat(200), (passages, gold, budget) => {
        expect(recallInCharacters(budget, [goldDepth(passages, gold)])).toBe(
          Number(isInContext(budget, passages, gold)),
        );
      }),
    );
  });

  it("never counts less with more context", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyPassages, anyGold), { minLength: 1 }),
        fc.nat(200),
        (asked, budget) => {
          const depths = asked.map(([passages, gold]) => goldDepth(passages, gold));
          expect(recallInCharacters(budget + 1, depths)).toBeGreaterThanOrEqual(
            recallInCharacters(budget, depths) ?? 1,
          );
          expect(recallAt(10, depths)).toBeGreaterThanOrEqual(reciprocalRankAt(10, depths) ?? 1);
          expect(reciprocalRankAt(10, depths)).toBeGreaterThanOrEqual(recallAt(1, depths) ?? 1);
        },
      ),
    );
  });

  it("cuts ranks off where the figure says", () => {
    const at = (rank: number | null) => ({ rank, characters: rank });
    const depths = [at(1), at(5), at(11), at(null)];
    expect([1, 5, 10].map((k) => recallAt(k, depths))).toEqual([0.25, 0.5, 0.5]);
    expect(reciprocalRankAt(10, depths)).toBeCloseTo(1.2 / 4, 12);
  });
});
