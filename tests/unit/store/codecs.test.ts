import fc from "fast-check";
import { expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import { sealFile, unsealFile } from "../../../src/store/rows/document-codec.js";
import { decodeExtents, encodeExtents } from "../../../src/store/rows/paragraph-codec.js";
import { decodeText, encodeText, seal, sealJson, unseal, unsealJson } from "../../../src/store/rows/seal.js";
import { decodeVector } from "../../../src/store/rows/vector-codec.js";

/** The bytes as SQLite gives them back: on their own. */
function stored(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

const damage = expect.objectContaining({ code: "index_damaged" });
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
const anyParts = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 5 });

it("any string comes back as it was, lone surrogates, NUL and a byte order mark included", () => {
  for (const text of ["", "\u{feff}a", "a\0b", "\ud83d", "\ude00\ud83d", "süß 👩‍👩‍👧"]) {
    expect(decodeText(encodeText(text))).toBe(text);
  }
  fc.assert(fc.property(anyText, (text) => decodeText(encodeText(text)) === text));
});

it("sealed parts come back as they were", () => {
  fc.assert(
    fc.property(anyParts, fc.array(fc.nat()), (parts, row) => {
      expect(unseal(stored(seal(row, parts)), row)).toEqual(parts);
    }),
  );
});

it("any changed bit of a sealed blob is noticed, and any cut", () => {
  const bytes = stored(seal([7, 1], [Uint8Array.of(1, 2, 3), Float32Array.of(0.5)]));
  for (let bit = 0; bit < 8 * bytes.byteLength; bit++) {
    const changed = new Uint8Array(bytes.slice(0));
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => unseal(changed.buffer, [7, 1])).toThrow(damage);
  }
  for (let length = 0; length < bytes.byteLength; length++) {
    expect(() => unseal(bytes.slice(0, length), [7, 1])).toThrow(damage);
  }
});

it("a sealed blob is of no other row", () => {
  const bytes = stored(sealJson([7, 1], "a"));
  expect(unsealJson(bytes, [7, 1])).toBe("a");
  for (const row of [[], [7], [7, 2], [1, 7], [7, 1, 0]]) {
    expect(() => unsealJson(bytes, row)).toThrow(damage);
  }
});

it("vectors come back from a sealed blob as they were, also when they are parts of a larger array", () => {
  const all = Float32Array.from({ length: 12 }, (_, i) => i / 7);
  const vectors = [all.subarray(3, 6), all.subarray(9, 12)];
  const parts = unseal(stored(seal([], [Uint8Array.of(1), ...vectors])), []);
  expect(parts.slice(1).map((part) => decodeVector(part, 3))).toEqual(vectors);
});

it.each([0, 2, 11, 24])("%i bytes aren't a vector of three numbers", (length) => {
  expect(() => decodeVector(new Uint8Array(length), 3)).toThrow(FootnoteError);
});

it("sentences come back as they were", () => {
  const extents = fc.array(fc.record({ start: fc.nat(), end: fc.nat(), words: fc.nat() }));
  fc.assert(
    fc.property(extents, (sentences) => {
      const [bytes = new Uint8Array()] = unseal(stored(seal([], [encodeExtents(sentences)])), []);
      expect(decodeExtents(bytes)).toEqual(sentences);
    }),
  );
});

it("a document's row says nothing of its file that isn't asked for, such as its folder on this machine", () => {
  const file = { path: "a.txt", bytes: 7, modifiedMs: 12.5 };
  const sealed = sealFile(3, { ...file, ...{ absolute: "/home/someone/a.txt" } });
  expect(unsealFile({ key: 3, file: stored(sealed) })).toEqual(file);
});
