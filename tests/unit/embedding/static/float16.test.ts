import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeFloat16 } from "../../../../src/embedding/static/float16.js";

it.each([
  ["one", 0x3c00, 1],
  ["minus two", 0xc000, -2],
  ["a third", 0x3555, 0.333251953125],
  ["the largest number", 0x7bff, 65504],
  ["the smallest normal number", 0x0400, 2 ** -14],
  ["the smallest number above zero", 0x0001, 2 ** -24],
  ["the largest subnormal number", 0x03ff, 1023 * 2 ** -24],
  ["zero", 0x0000, 0],
  ["minus zero", 0x8000, -0],
  ["infinity", 0x7c00, Number.POSITIVE_INFINITY],
  ["minus infinity", 0xfc00, Number.NEGATIVE_INFINITY],
  ["not a number", 0x7e00, Number.NaN],
])("decodes %s", (_, bits, expected) => {
  expect(decodeFloat16(Uint8Array.of(bits & 255, bits >> 8))).toEqual(Float32Array.of(expected));
});

it("decodes larger bit patterns to larger numbers", () => {
  const finite = fc.integer({ min: 0, max: 0x7bfe });
  fc.assert(
    fc.property(finite, (bits) => {
      const [smaller, larger] = decodeFloat16(
        Uint8Array.of(bits & 255, bits >> 8, (bits + 1) & 255, (bits + 1) >> 8),
      );
      expect(larger).toBeGreaterThan(smaller ?? Number.NaN);
    }),
  );
});

it("decodes bytes that don't start at the beginning of their buffer", () => {
  const bytes = Uint8Array.of(9, 9, 9, 0x00, 0x3c).subarray(3);
  expect(decodeFloat16(bytes)).toEqual(Float32Array.of(1));
});
