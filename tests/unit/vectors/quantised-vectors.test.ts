import fc from "fast-check";
import { expect, it } from "vitest";
import { quantise, vectorAt } from "../../../src/vectors/quantised-vectors.js";
import { cosine, quantisedCosine } from "../../../src/vectors/vector.js";

const DIMENSION = 21;

const unitVector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSION, maxLength: DIMENSION })
  .filter((components) => Math.hypot(...components) > 0.1)
  .map((components) => Float32Array.from(components, (component) => component / Math.hypot(...components)));

it("a cosine is off by no more than half a step in each component", () => {
  fc.assert(
    fc.property(fc.array(unitVector, { minLength: 1, maxLength: 5 }), unitVector, (vectors, query) => {
      const quantised = quantise(vectors);
      const sum = query.reduce((total, component) => total + Math.abs(component), 0);
      for (const [i, vector] of vectors.entries()) {
        const step = Math.max(...vector.map(Math.abs)) / 127;
        const difference = Math.abs(quantisedCosine(query, quantised, i) - cosine(query, vector));
        expect(difference).toBeLessThanOrEqual((sum * step) / 2 + 1e-6);
      }
    }),
  );
});

it("a vector of zeros has a cosine of 0, and no vectors take no room", () => {
  const [query, zeros] = [Float32Array.of(1, 0), Float32Array.of(0, 0)];
  expect(quantisedCosine(query, quantise([query, zeros]), 1)).toBe(0);
  expect(quantise([]).components).toHaveLength(0);
});

it("vectors that come from bytes make the same bytes again, scales included", () => {
  fc.assert(
    fc.property(fc.array(unitVector, { minLength: 1, maxLength: 5 }), (vectors) => {
      const quantised = quantise(vectors);
      const again = vectors.map((_, i) => {
        const { components, scale } = vectorAt(quantised, i, DIMENSION);
        return Float32Array.from(components, (component) => component * scale);
      });
      expect(quantise(again)).toEqual(quantised);
    }),
    { numRuns: 2000 },
  );
});
