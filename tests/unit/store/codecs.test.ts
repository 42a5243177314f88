import fc from "fast-check";
import { expect, test } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import { decodeExtents, encodeExtents } from "../../../src/store/local/sentence-codec.js";
import { decodeJson, decodeText, encodeText } from "../../../src/store/local/text-codec.js";
import { decodeVector, decodeVectors, encodeVectors } from "../../../src/store/local/vector-codec.js";

/** The bytes as SQLite gives them back: on their own. */
function stored(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

test("any string comes back as it was, lone surrogates and NUL included", () => {
  const anyUnits = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
  fc.assert(
    fc.property(anyUnits, (text) => {
      expect(decodeText(stored(encodeText(text)))).toBe(text);
    }),
  );
});

test("vectors come back as they were, also when they are parts of a larger array", () => {
  const all = Float32Array.from({ length: 12 }, (_, i) => i / 7);
  const vectors = [all.subarray(3, 6), all.subarray(9, 12)];
  const bytes = stored(encodeVectors(vectors));
  expect(bytes.byteLength).toBe(24);
  expect(decodeVectors(bytes, 3)).toEqual(vectors);
  expect(decodeVectors(new ArrayBuffer(0), 3)).toEqual([]);
});

test.each([0, 2, 11, 24])("%i bytes aren't a vector of three numbers", (length) => {
  expect(() => decodeVector(new ArrayBuffer(length), 3)).toThrow(FootnoteError);
});

test("sentences come back as they were", () => {
  const extents = fc.array(fc.record({ start: fc.nat(), end: fc.nat(), words: fc.nat() }));
  fc.assert(
    fc.property(extents, (sentences) => {
      expect(decodeExtents(stored(encodeExtents(sentences)))).toEqual(sentences);
    }),
  );
});

test("what should be JSON and isn't is damage", () => {
  expect(() => decodeJson("{")).toThrow(expect.objectContaining({ code: "index_damaged" }));
});
