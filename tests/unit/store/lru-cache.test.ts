import { expect, test } from "vitest";
import { LruCache } from "../../../src/store/lru-cache.js";

test("forgets what wasn't used for the longest time", () => {
  const cache = new LruCache<string, number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  expect(["a", "b", "c"].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
  cache.set("a", 4);
  cache.set("d", 5);
  expect(["a", "b", "c", "d"].map((key) => cache.get(key))).toEqual([4, undefined, undefined, 5]);
});
