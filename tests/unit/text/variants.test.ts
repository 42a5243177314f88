import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../src/languages/find-language.js";
import { stem } from "../../../src/text/terms.js";
import { variantsOf } from "../../../src/text/variants.js";

describe("variantsOf", () => {
  it.each([
    ["de", "Chef", "Arbeitgeber"],
    ["de", "Perso", "Personalausweis"],
    ["de", "Müll", "Abfall"],
    ["de", "Handys", "Mobiltelefone"],
    ["de", "Müllgebühren", "Abfallgebühren"],
    ["de", "Hundebesitzer", "Hundehalter"],
    ["en", "photos", "images"],
    ["en", "delete", "remove"],
    ["en", "garbage", "waste"],
  ])("%s: %s has the other word %s", (language, word, other) => {
    expect(variantsOf(word, language)).toContain(stem(other, language));
  });

  it("gives none for an unknown word, nor in a language without synonyms", () => {
    expect(variantsOf("Quastenflosser", "de")).toEqual([]);
    expect(variantsOf("casa", "es")).toEqual([]);
    expect(variantsOf("Lohn", "und")).toEqual([]);
    expect(variantsOf("müll".repeat(100_000), "de")).toEqual([]);
  });

  it("gives few, each once, and never the word itself", () => {
    for (const { code, synonyms = [] } of LANGUAGES) {
      for (const word of synonyms.flat()) {
        const variants = variantsOf(word, code);
        expect(variants.length, word).toBeLessThanOrEqual(12);
        expect(new Set(variants).size).toBe(variants.length);
        expect(variants).not.toContain(stem(word, code));
      }
    }
  });

  it("looks at single words", () => {
    for (const { synonyms = [] } of LANGUAGES) {
      expect(synonyms.flat().filter((word) => !/^[a-z0-9]+$/u.test(word))).toEqual([]);
      expect(synonyms.filter((group) => new Set(group).size < group.length)).toEqual([]);
    }
  });
});
