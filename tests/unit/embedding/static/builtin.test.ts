import { beforeAll, expect, it } from "vitest";
import type { WordSense, WordVectors } from "../../../../src/core/ports/word-vectors.js";
import { loadWordVectors } from "../../../../src/embedding/static/builtin.js";
import { MODELS_DIR } from "../../../support/models/test-models.js";

let words: WordVectors;
beforeAll(async () => {
  words = await loadWordVectors(MODELS_DIR);
});

/** What a word means that the model knows. */
function sense(word: string): WordSense {
  const found = words.lookup(word);
  if (found === undefined) {
    throw new Error(`${word} is unknown`);
  }
  return found;
}

function cosine(a: string, b: string): number {
  const other = sense(b).direction;
  return sense(a).direction.reduce((sum, component, i) => sum + component * (other[i] ?? 0), 0);
}

it("a direction has length 1", () => {
  for (const word of ["krieg", "Zusammenstöße", "the"]) {
    expect(Math.hypot(...sense(word).direction)).toBeCloseTo(1, 5);
  }
});

it("a word is nearer to its translation than to another word", () => {
  for (const [german, english, other] of [
    ["Krieg", "war", "bread"],
    ["Hauptstadt", "capital", "dog"],
    ["Hund", "dog", "capital"],
  ] as const) {
    expect(cosine(german, english)).toBeGreaterThan(cosine(german, other) + 0.2);
  }
});

it("a content word weighs more than a function word", () => {
  expect(sense("Tadschikistan").weight).toBeGreaterThan(2 * sense("die").weight);
});

it("a word put together from many pieces is less certain than a frequent one", () => {
  expect(sense("krieg").certainty).toBe(1);
  expect(sense("kriegsgefangenenlager").certainty).toBeLessThan(1);
});

it.each(["日本", "👍", "", " ", "\u0000", "war 日本"])("%j is unknown", (word) => {
  expect(words.lookup(word)).toBeUndefined();
});
