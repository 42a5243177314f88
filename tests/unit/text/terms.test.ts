import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse, grams, makeWordTerms, unspacedGrams } from "../../../src/text/terms.js";
import { runs, words } from "../../../src/text/words.js";

const stems = (text: string, language: string) => analyse(text, language).flatMap((term) => term.stems);

describe("analyse", () => {
  it.each([
    ["§ 823 BGB", ["823", "bgb", "§823"]],
    ["nach § 3a Abs. 2", ["3a", "abs", "2", "§3a"]],
    ["Art. 5 GG", ["art", "5", "gg", "art5"]],
    ["Artikel 17", ["artikel", "17", "art17"]],
    ["2021 und 3", ["2021", "3"]],
  ])("adds the label of a paragraph or an article as a term: %s", (text, expected) => {
    expect(stems(text, "de")).toEqual(expected);
  });

  it.each([
    ["E-Mail-Adresse", "Emailadresse"],
    ["set-up", "setup"],
    ["two-sided", "twosided"],
  ])("writes a word with hyphens as one word, too: %s", (text, joined) => {
    expect(stems(text, "de")).toContain(stems(joined, "de")[0]);
  });

  it("writes a short part of a word with hyphens together with the next, whatever the hyphen", () => {
    const joined = ["email", "emailadress"];
    expect(stems("E-Mail-Adresse", "de")).toEqual(expect.arrayContaining(joined));
    expect(stems("E\u2011Mail\u2011Adresse", "de")).toEqual(expect.arrayContaining(joined));
    expect(stems("Donau\u00ADdampfer", "de")).toContain("donaudampf");
  });

  it("gives the same terms for the same word in other characters", () => {
    expect(analyse("Gebührenänderung".normalize("NFD"), "de")).toEqual(analyse("Gebührenänderung", "de"));
  });

  it.each([
    ["lineNumbers", ["linenumb", "line", "number"]],
    ["buildDrafts", ["builddraft", "build", "draft"]],
    ["HTTPServer", ["httpserver", "http", "server"]],
    ["McCarthy", ["mccarthi"]],
    ["iPhone", ["iphon"]],
    ["CUPS", ["cup"]],
  ])("adds the words that a name in camel case is made of: %s", (text, expected) => {
    expect(stems(text, "en")).toEqual(expected);
  });

  it("joins no dates, and nothing across spaces", () => {
    expect(stems("2021-01-02 Nord- und Süd", "de")).toEqual(["2021", "01", "02", "nord", "sud"]);
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
        const ofWords = () => analyse(value, language).filter(({ grams: pieces }) => pieces.length > 0);
        expect(ofWords()).toEqual(expected);
        expect(ofWords()).toEqual(expected);
      }),
    );
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
