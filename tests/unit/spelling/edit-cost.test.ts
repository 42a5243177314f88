import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EDIT_COSTS, editCost } from "../../../src/spelling/edit-cost.js";

describe("editCost", () => {
  it.each([
    ["landscape", "lanscape", EDIT_COSTS.slip],
    ["parental", "paretnal", EDIT_COSTS.slip],
    ["widerspruch", "wiederspruch", EDIT_COSTS.slip],
    ["password", "passwort", EDIT_COSTS.one],
    ["highlighting", "higlightung", EDIT_COSTS.two],
    ["same", "same", EDIT_COSTS.none],
  ])("%s, %s: %d", (a, b, cost) => {
    expect(editCost(a, b, EDIT_COSTS.two)).toBe(cost);
    expect(editCost(b, a, EDIT_COSTS.two)).toBe(cost);
  });

  it.each([
    ["elternzeit", "elternteil", EDIT_COSTS.two],
    ["house", "horse", EDIT_COSTS.slip],
    ["butter", "mutter", EDIT_COSTS.two],
    ["hund", "hundesteuer", EDIT_COSTS.two],
  ])("%s isn't meant by %s within %d", (a, b, most) => {
    expect(editCost(a, b, most)).toBeUndefined();
  });

  it("is 0 for a word and itself, symmetric, and never above what is wanted", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 6 }), (a, b, most) => {
        expect(editCost(a, a, most)).toBe(0);
        const cost = editCost(a, b, most);
        expect(cost).toBe(editCost(b, a, most));
        expect(cost ?? 0).toBeLessThanOrEqual(most);
        // What is found within a narrow band is no less within a wider one.
        if (cost !== undefined) {
          expect(editCost(a, b, 12) ?? 0).toBeLessThanOrEqual(cost);
        }
      }),
    );
  });

  it("doesn't compare what is too long to be a word", () => {
    expect(editCost("a".repeat(10_000), "a".repeat(10_000), 5)).toBeUndefined();
  });
});
