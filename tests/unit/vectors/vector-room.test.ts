import fc from "fast-check";
import { expect, it } from "vitest";
import { toByteVector } from "../../../src/vectors/vector.js";
import { VectorRoom } from "../../../src/vectors/vector-room.js";

it("a vector is kept as it would be in an array of its own, whatever is kept after it", () => {
  const vector = fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 40 })
    .map((components) => Float32Array.from(components));
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 20 }), (vectors) => {
      const room = new VectorRoom();
      const kept = vectors.map((one) => room.keep(one));
      expect(kept).toEqual(vectors.map((one) => toByteVector(one)));
    }),
  );
});

it("vectors have room however many and however long they are", () => {
  const room = new VectorRoom();
  const long = Float32Array.from({ length: 300_000 }, (_, i) => (i % 255) / 255);
  const short = Float32Array.of(1, -0.5);
  const kept = [short, long, short].map((one) => room.keep(one));
  expect(kept.map(({ components }) => components.length)).toEqual([2, 300_000, 2]);
  expect(kept[0]).toEqual(kept[2]);
  expect(kept[1]).toEqual(toByteVector(long));
});
