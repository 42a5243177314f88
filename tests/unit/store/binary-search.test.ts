import fc from "fast-check";
import { expect, it } from "vitest";
import { binarySearch } from "../../../src/store/binary-search.js";

it("finds each value where it stands, and nothing else", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(50), (values, wanted) => {
      const ascending = Uint32Array.from(values).sort();
      expect(binarySearch(ascending, wanted)).toBe(ascending.indexOf(wanted));
    }),
  );
});
