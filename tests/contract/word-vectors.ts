import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { WordSense, WordVectors } from "../../src/core/ports/word-vectors.js";

/** Words with a translation and a word of another meaning, by the languages of the pair. */
const TRANSLATIONS: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  "de en": [
    ["Krieg", "war", "bread"],
    ["Hauptstadt", "capital", "dog"],
    ["Hund", "dog", "capital"],
  ],
};

/** Words that tell much and words that tell nothing, by language. */
const WEIGHTS: Readonly<Record<string, readonly [content: string, functional: string]>> = {
  de: ["Tadschikistan", "die"],
  en: ["mountain", "the"],
};

/** What all word vectors promise. */
export function describeWordVectors(name: string, open: () => Promise<WordVectors>): void {
  describe(`the ${name} word vectors`, () => {
    let words: WordVectors;
    beforeAll(async () => {
      words = await open();
    });

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

    it("name their languages by ISO 639-1 codes", () => {
      expect(words.languages.length).toBeGreaterThan(0);
      for (const language of words.languages) {
        expect(language).toMatch(/^[a-z]{2}$/);
      }
    });

    it("give any word a direction of length 1, a weight and a certainty, or say that it is unknown", () => {
      const anything = fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom(...Object.values(TRANSLATIONS).flat(2), ...Object.values(WEIGHTS).flat()),
      );
      const { length: dimension } = sense(WEIGHTS[words.languages[0] ?? ""]?.[0] ?? "").direction;
      fc.assert(
        fc.property(anything, (word) => {
          const found = words.lookup(word);
          expect(words.isFrequent(word)).toBe(found?.certainty === 1);
          if (found === undefined) {
            return;
          }
          expect(found.direction).toHaveLength(dimension);
          expect(Math.hypot(...found.direction)).toBeCloseTo(1, 5);
          expect(found.weight).toBeGreaterThan(0);
          expect(found.weight).toBeLessThan(Number.POSITIVE_INFINITY);
          expect(found.certainty).toBeGreaterThan(0);
          expect(found.certainty).toBeLessThanOrEqual(1);
        }),
      );
    });

    it("give a word the same sense every time, and callers a vector of their own", () => {
      for (const [word] of Object.values(WEIGHTS)) {
        const first = sense(word);
        const { direction } = sense(word);
        direction.fill(0);
        expect(sense(word)).toEqual(first);
      }
    });

    it("hold a word nearer to its translation than to another word", () => {
      for (const [languages, triples] of Object.entries(TRANSLATIONS)) {
        if (!languages.split(" ").every((language) => words.languages.includes(language))) {
          continue;
        }
        for (const [word, translation, other] of triples) {
          expect(cosine(word, translation)).toBeGreaterThan(cosine(word, other) + 0.2);
        }
      }
    });

    it("weigh a content word more than a function word", () => {
      for (const language of words.languages) {
        const [content, functional] = WEIGHTS[language] ?? [];
        expect(content, `a sample for ${language}`).toBeDefined();
        expect(sense(content ?? "").weight).toBeGreaterThan(2 * sense(functional ?? "").weight);
      }
    });

    it.each(["日本", "👍", "", " ", "\u0000", "war 日本"])("don't know %j", (word) => {
      expect(words.lookup(word)).toBeUndefined();
    });
  });
}
