import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyse,
  analyseAcross,
  analyseWithin,
  grams,
  makeWordTerms,
  unspacedGrams,
} from "../../../src/text/terms.js";
import { runs, words } from "../../../src/text/words.js";

describe("analyseWithin", () => {
  it("finds one stem for the forms of a German word", () => {
    const [a, b] = ["die Botschaften der Länder", "eine Botschaft im Land"].map(
      (text) => analyseWithin(text, "de").words,
    );
    expect(a).toEqual(b);
  });

  it("finds one stem for the forms of an English word", () => {
    expect(analyseWithin("negotiations failed", "en").words).toEqual(
      analyseWithin("negotiation fails", "en").words,
    );
  });

  it("leaves stop words out, of the text's language only", () => {
    expect(analyseWithin("der Hund und die Katze", "de").words).toHaveLength(2);
    expect(analyseWithin("der Hund und die Katze", "en").words).toHaveLength(5);
  });

  it("doesn't take a raised digit for a part of the word before it", () => {
    expect(analyseWithin("Verhandlungen¹²", "de").words).toEqual(analyseWithin("Verhandlungen", "de").words);
  });

  it("writes terms without case and diacritics", () => {
    expect(analyseWithin("Straße ÉLÈVE", "und").words).toEqual(["strasse", "eleve"]);
  });

  it("takes a word of a million letters for its beginning", () => {
    const long = "x".repeat(1_000_000);
    expect(analyseWithin(long, "de")).toEqual({ words: ["x".repeat(64)], grams: ["xxxx"] });
    expect(analyse(long, "de").flatMap(({ grams: pieces }) => pieces)).toHaveLength(61);
  });

  it("finds a compound's part by its 4-grams", () => {
    expect(analyseWithin("Grenzkonflikt", "de").grams).toEqual(expect.arrayContaining(grams("konflikt")));
  });
});

describe("analyseWithin in other languages", () => {
  it.each([
    ["fr", "les marchés couverts", "le marché couvert"],
    ["es", "las bibliotecas municipales", "la biblioteca municipal"],
    ["it", "i biglietti della funivia", "un biglietto di funivie"],
    ["nl", "de regels van Utrecht", "een regel in Utrecht"],
  ])("finds one stem for the forms of a word and leaves stop words out (%s)", (language, a, b) => {
    const [left, right] = [a, b].map((text) => analyseWithin(text, language).words);
    expect(left).toHaveLength(2);
    expect(left).toEqual(right);
  });

  it("finds dictionary words and pairs of characters where no spaces stand between words", () => {
    const { words: stems, grams: pairs } = analyseWithin("茶馆八点开门。", "zh");
    expect(stems).toContain("开门");
    expect(pairs).toEqual(["茶馆", "馆八", "八点", "点开", "开门"]);
    expect(analyseWithin("ร้านเปิดทุกวัน", "th").words.length).toBeGreaterThan(1);
  });
});

describe("what is remembered of a word", () => {
  it("is what would be made of it again, whatever the text and whatever came before", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.constantFrom("Grenzkonflikt der Länder", "x".repeat(100), "東京タワーは高い", "l'été à Paris"),
    );
    fc.assert(
      fc.property(text, fc.constantFrom("de", "en", "fr", "zh", "und"), (value, language) => {
        const made = runs(value).map((run) => makeWordTerms(run, language));
        const expected = made.filter(({ grams: pieces }) => pieces.length > 0);
        expect(analyse(value, language)).toEqual(expected);
        expect(analyse(value, language)).toEqual(expected);
      }),
    );
  });
});

describe("analyseAcross", () => {
  it("leaves out the stop words of question and passage only", () => {
    const content = (languages: readonly string[]) => analyseAcross("When did he die?", languages).grams;
    expect(content(["en", "fr"])).toEqual(["die"]);
    expect(content(["en", "de"])).toEqual([]);
  });

  it("keeps names and numbers and no stop word of either language", () => {
    expect(analyseAcross("How many died in Osch in 1995, und wer?", ["en", "de"])).toEqual({
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
        for (const gram of result) {
          expect(word).toContain(gram);
        }
      }),
    );
  });
});

describe("unspacedGrams", () => {
  it("gives a single character whole, and never half of a surrogate pair", () => {
    expect(unspacedGrams("茶")).toEqual(["茶"]);
    expect(unspacedGrams("𠀀𠀁𠀂")).toEqual(["𠀀𠀁", "𠀁𠀂"]);
  });
});

describe("words", () => {
  it("cuts a run without spaces into words at their places", () => {
    const text = "OK: 茶馆开门";
    expect(words(text).map(({ start, text: word }) => [start, word])).toEqual([
      [0, "OK"],
      [4, "茶馆"],
      [6, "开门"],
    ]);
  });

  it("finds words at their places, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const word of words(text)) {
          expect(text.slice(word.start, word.end)).toBe(word.text);
        }
      }),
    );
  });
});
