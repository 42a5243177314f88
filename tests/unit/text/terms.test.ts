import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse, analyseAcross, grams } from "../../../src/text/terms.js";
import { words } from "../../../src/text/words.js";

describe("analyse", () => {
  it("finds one stem for the forms of a German word", () => {
    const [a, b] = ["die Botschaften der Länder", "eine Botschaft im Land"].map(
      (text) => analyse(text, "de").words,
    );
    expect(a).toEqual(b);
  });

  it("finds one stem for the forms of an English word", () => {
    expect(analyse("negotiations failed", "en").words).toEqual(analyse("negotiation fails", "en").words);
  });

  it("leaves stop words out, of the text's language only", () => {
    expect(analyse("der Hund und die Katze", "de").words).toHaveLength(2);
    expect(analyse("der Hund und die Katze", "en").words).toHaveLength(5);
  });

  it("writes terms without case and diacritics", () => {
    expect(analyse("Straße ÉLÈVE", "und").words).toEqual(["strasse", "eleve"]);
  });

  it("takes a word of a million letters for its beginning", () => {
    const { words: stems, grams: pieces } = analyse("x".repeat(1_000_000), "de");
    expect(stems).toEqual(["x".repeat(64)]);
    expect(pieces).toHaveLength(61);
  });

  it("finds a compound's part by its 4-grams", () => {
    expect(analyse("Grenzkonflikt", "de").grams).toEqual(expect.arrayContaining(grams("konflikt")));
  });
});

describe("analyseAcross", () => {
  it("keeps names and numbers and no stop word of either language", () => {
    expect(analyseAcross("How many died in Osch in 1995, und wer?")).toEqual({
      words: [],
      grams: ["died", "osch", "1995"],
    });
  });
});

describe("grams", () => {
  it("gives n − 3 grams of four characters, or the whole word if it is shorter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), (word) => {
        const length = Array.from(word).length;
        const result = grams(word);
        expect(result).toHaveLength(Math.max(1, length - 3));
        for (const gram of result) expect(word).toContain(gram);
      }),
    );
  });
});

describe("words", () => {
  it("finds words at their places, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const word of words(text)) expect(text.slice(word.start, word.end)).toBe(word.text);
      }),
    );
  });
});
