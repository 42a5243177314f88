import fc from "fast-check";
import { expect, it } from "vitest";
import { TopK } from "../../../src/store/top-k.js";

it("keeps what sorting would put first, best first, whatever the order", () => {
  const scores = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true })));
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 20 }), (values, limit) => {
      const top = new TopK(limit);
      const items = [...values.entries()];
      for (const [item, score] of items.toReversed()) {
        top.offer(item, score);
      }
      const sorted = items.toSorted(([a, x], [b, y]) => y - x || a - b).map(([item]) => item);
      expect(top.items()).toEqual(sorted.slice(0, limit));
    }),
  );
});
