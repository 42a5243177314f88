import fc from "fast-check";
import { expect, it } from "vitest";
import {
  encodeTermFrequencies,
  shiftTermFrequencies,
  visitTermFrequencies,
} from "../../../src/store/lexical/term-frequencies.js";

function decode(frequencies: Uint8Array): [number, number][] {
  const pairs: [number, number][] = [];
  visitTermFrequencies(frequencies, (term, count) => pairs.push([term, count]));
  return pairs;
}

it("term frequencies come back by ascending id, whatever the ids and their order", () => {
  const ids = fc.array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 32 - 1 })));
  fc.assert(
    fc.property(ids, (terms) => {
      const counts = new Map<number, number>();
      for (const term of terms) {
        counts.set(term, (counts.get(term) ?? 0) + 1);
      }
      expect(decode(encodeTermFrequencies(Uint32Array.from(terms)))).toEqual(
        [...counts].sort(([a], [b]) => a - b),
      );
    }),
  );
});

it("a count needs no more room than it must", () => {
  expect(encodeTermFrequencies(Uint32Array.of(5, 5, 6))).toEqual(Uint8Array.of(5, 2, 1, 1));
  expect(encodeTermFrequencies(new Uint32Array(300).fill(1))).toEqual(Uint8Array.of(1, 0xac, 2));
  expect(encodeTermFrequencies(new Uint32Array())).toEqual(Uint8Array.of());
});

it("term frequencies under shifted ids are what the shifted ids would give", () => {
  const ids = fc.array(fc.integer({ min: 1, max: 2 ** 31 }));
  fc.assert(
    fc.property(ids, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (terms, by) => {
      const shifted = encodeTermFrequencies(Uint32Array.from(terms, (term) => term + by));
      const encoded = encodeTermFrequencies(Uint32Array.from(terms));
      expect([...shiftTermFrequencies(encoded, by)]).toEqual([...shifted]);
    }),
  );
});
