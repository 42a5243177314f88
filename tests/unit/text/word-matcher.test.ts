import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadWordVectors } from "../../../src/embedding/static/builtin.js";
import { best, WordMatcher } from "../../../src/text/word-matcher.js";

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = new WordMatcher(await loadWordVectors(new URL("../../../models", import.meta.url).pathname));
});

function match(word: string, language: string, text: string, textLanguage = "de"): number {
  return matcher.matches([matcher.lookup(word, language)], text, textLanguage)[0] ?? Number.NaN;
}

describe("WordMatcher", () => {
  it.each([
    ["Botschaft", "Beide Länder haben Botschaften."],
    ["kirgisische", "Der kirgisischen Seite"],
    ["1995", "Mitte 1995"],
  ])("meets another form of a word in full: %s", (word, text) => {
    expect(match(word, "de", text)).toBe(1);
  });

  it.each([
    ["Emailadresse", "die E-Mail-Adresse"],
    ["Emailadressen", "die E\u2011Mail\u2011Adresse"],
    ["Wlanzugang", "WLAN-Zugang"],
    ["Grüße".normalize("NFD"), "Grüße"],
    ["Gebühren", "die Gebühr".normalize("NFD")],
  ])("meets a word that is written with hyphens or in other characters: %s", (word, text) => {
    expect(match(word, "de", text)).toBe(1);
  });

  it("meets the parts of a word with hyphens in the whole", () => {
    const parts = ["E", "Mail", "Adresse"].map((word) => matcher.lookup(word, "de"));
    const whole = matcher.lookup("EMailAdresse", "de");
    const comparison = matcher.compare(parts, [whole, whole, whole]);
    expect(comparison.matches("meine Emailadresse", "de")).toEqual([1, 1, 1]);
    expect(comparison.matches("meine Adresse", "de")[0]).toBe(0);
  });

  it.each([
    ["vermitteln", "de", "bei der Vermittlung"],
    ["Konflikt", "de", "zum Grenzkonflikt"],
    ["road", "en", "die Straße M41"],
    ["president", "en", "Der Präsident"],
  ])("meets a related word well: %s (%s) in %s", (word, language, text) => {
    expect(match(word, language, text)).toBeGreaterThan(0.6);
  });

  it.each([
    ["Währung", "de", "Das kirgisische Parlament verzögerte den Einsatz."],
    ["currency", "en", "Das kirgisische Parlament verzögerte den Einsatz."],
    ["1996", "de", "Mitte 1995 im Jahr 19960"],
    ["Пастух", "ru", "Das kirgisische Parlament."],
  ])("doesn't meet what isn't there: %s", (word, language, text) => {
    expect(match(word, language, text)).toBeLessThan(0.3);
  });
});

describe("WordMatcher where words differ from the text's", () => {
  it.each([
    ["Lohn", "de", "Das Arbeitsentgelt wird gezahlt."],
    ["Müll", "de", "Die Abfallentsorgung ist geregelt."],
    ["delete", "en", "You can remove it."],
  ])("meets another word for the same: %s (%s) in %s", (word, language, text) => {
    expect(match(word, language, text, language)).toBeGreaterThan(0.6);
  });

  it.each([
    ["lanscape", "en", "in landscape orientation"],
    ["higlighting", "en", "the highlight option"],
    ["Wiederspruch", "de", "lege ich Widerspruch ein"],
    ["Mahngebüren", "de", "Mahngebühren fallen an"],
  ])("meets what a misspelt word means: %s (%s) in %s", (word, language, text) => {
    expect(match(word, language, text, language)).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ["house", "en", "the horse"],
    ["Leiter", "de", "leider nicht"],
  ])("takes no word that is written right for a misspelling: %s (%s) in %s", (word, language, text) => {
    expect(match(word, language, text, language)).toBeLessThan(0.8);
  });
});

describe("WordMatcher in a language without vectors", () => {
  it("knows a word by its form alone", () => {
    expect(match("marchés", "fr", "le marché couvert", "fr")).toBe(1);
    expect(match("parcheggio", "it", "Il biglietto costa 18 euro", "it")).toBe(0);
    expect(match("开门", "zh", "茶馆八点开门", "zh")).toBe(1);
  });
});

describe("many texts beside one question", () => {
  const vocabulary = [
    "Straße",
    "road",
    "Grenzkonflikt",
    "Konflikt",
    "vermitteln",
    "Vermittlung",
    "1995",
    "die",
    "42",
  ];
  const word = fc.constantFrom(...vocabulary);
  const text = fc.array(word, { maxLength: 8 }).map((list) => list.join(", "));
  const language = fc.constantFrom("de", "en", "und", "fr");
  const asked = fc
    .array(fc.tuple(word, language), { maxLength: 4 })
    .map((list) => list.map(([one, its]) => matcher.lookup(one, its)));

  it("are met by values between 0 and 1, one for each word of the question", () => {
    fc.assert(
      fc.property(asked, text, language, (known, present, its) => {
        const values = matcher.matches(known, present, its);
        expect(values).toHaveLength(known.length);
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("give together the best of what each gives", () => {
    fc.assert(
      fc.property(asked, text, text, language, (known, one, other, its) => {
        const each = [one, other].map((part) => matcher.matches(known, part, its));
        expect(matcher.matches(known, `${one} ${other}`, its)).toEqual(best(known.length, each));
      }),
    );
  });

  it("are met by a word as they would be by it alone, whatever was compared before", () => {
    fc.assert(
      fc.property(asked, fc.array(fc.tuple(word, language)), (known, compared) => {
        const comparison = matcher.compare(known);
        for (const [present, its] of compared) {
          const met = best(known.length, [comparison.score(present, its)]);
          expect(met).toEqual(matcher.matches(known, present, its));
        }
      }),
    );
  });

  it("keep the languages of words apart", () => {
    const comparison = matcher.compare([matcher.lookup("road", "en")]);
    const [inGerman] = comparison.score("Straße", "de");
    expect(inGerman).toBeGreaterThan(0.6);
    expect(comparison.score("Straße", "fr")).toEqual([]);
    expect(comparison.score("Straße", "de")).toEqual([inGerman]);
  });

  it("say nothing of a word that meets none of the question's", () => {
    expect(matcher.compare([matcher.lookup("1996", "de")]).score("1995", "de")).toEqual([]);
  });
});

describe("the best of several words", () => {
  it("is taken for each word of the question", () => {
    expect(best(3, [[0.1, 0.9, 0], [], [0.5, 0.2, 0]])).toEqual([0.5, 0.9, 0]);
  });

  it("is nothing where there are none", () => {
    expect(best(2, [])).toEqual([0, 0]);
    expect(best(0, [[]])).toEqual([]);
  });
});
