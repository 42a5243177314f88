import fc from "fast-check";
import { expect, it } from "vitest";
import { byteCosine, cosineToBytes, toByteVector } from "../../../src/vectors/vector.js";

const direction = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 })
  .filter((components) => Math.hypot(...components) > 0.1)
  .map((components) => Float32Array.from(components, (component) => component / Math.hypot(...components)));

it("a cosine and what its first components give are right to about a hundredth", () => {
  fc.assert(
    fc.property(direction, direction, (a, b) => {
      const [left, right] = [toByteVector(a), toByteVector(b)];
      const exact = a.reduce((sum, component, i) => sum + component * (b[i] ?? 0), 0);
      expect(Math.abs(byteCosine(left, right) - exact)).toBeLessThan(0.03);
      expect(Math.abs(cosineToBytes(a, right) - exact)).toBeLessThan(0.03);
      expect(byteCosine(left, left)).toBeCloseTo(1, 1);
      const first = a.slice(0, 4).reduce((sum, component, i) => sum + component * (b[i] ?? 0), 0);
      expect(Math.abs(byteCosine(left, right, 4) - first)).toBeLessThan(0.03);
    }),
  );
});
