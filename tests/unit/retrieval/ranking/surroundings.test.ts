import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withSurroundings } from "../../../../src/retrieval/ranking/surroundings.js";

const passage = (documentId: string, heading: string, start: number) => ({
  documentId,
  heading: [heading],
  start,
});

const found = fc.array(
  fc.record({
    passage: fc.record({
      documentId: fc.constantFrom("a", "b"),
      heading: fc.constantFrom(["x"], ["y"]),
      start: fc.nat(3000),
    }),
    own: fc.double({ min: -9, max: 9, noNaN: true }),
  }),
);

describe("withSurroundings", () => {
  it("lifts a passage towards the best one of its section, its document and its neighbours", () => {
    const best = passage("a", "Steuersatz", 1000);
    const others = [
      passage("a", "Steuersatz", 1400),
      passage("a", "Steuersatz", 3000),
      passage("a", "Inkrafttreten", 1400),
      passage("a", "Inkrafttreten", 3000),
      passage("b", "Steuersatz", 1400),
    ];
    const [first, ...lifted] = withSurroundings([best, ...others], [1, 0, 0, 0, 0, 0]);
    expect(first).toBe(1);
    expect(lifted).toEqual([0.4, 0.3, 0.2, 0.1, 0].map((value) => expect.closeTo(value, 12)));
  });

  it("lowers none, lifts none above the best one, and leaves that and what stands alone", () => {
    fc.assert(
      fc.property(found, (entries) => {
        const own = entries.map((entry) => entry.own);
        const result = withSurroundings(
          entries.map((entry) => entry.passage),
          own,
        );
        const most = Math.max(...own);
        for (const [i, value] of result.entries()) {
          expect(value).toBeGreaterThanOrEqual((own[i] ?? 0) - 1e-9);
          expect(value).toBeLessThanOrEqual(most + 1e-9);
        }
      }),
    );
    expect(withSurroundings([], [])).toEqual([]);
    expect(withSurroundings([passage("a", "x", 0), passage("b", "x", 0)], [1, -1])).toEqual([1, -1]);
  });
});
