import { beforeAll, describe, expect, it } from "vitest";
import { isSupported } from "../../../src/answering/support.js";
import { loadWordVectors } from "../../../src/embedding/load-word-vectors.js";
import { WordMatcher } from "../../../src/text/word-matcher.js";

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = new WordMatcher(await loadWordVectors(new URL("../../../models", import.meta.url).pathname));
});

function match(word: string, language: string, text: string, textLanguage = "de"): number {
  return matcher.matches([matcher.know(word, language)], text, textLanguage)[0] ?? Number.NaN;
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

describe("WordMatcher in a language without vectors", () => {
  it("knows a word by its form alone", () => {
    expect(match("marchés", "fr", "le marché couvert", "fr")).toBe(1);
    expect(match("parcheggio", "it", "Il biglietto costa 18 euro", "it")).toBe(0);
    expect(match("开门", "zh", "茶馆八点开门", "zh")).toBe(1);
  });
});

describe("isSupported", () => {
  const quote = {
    text: "Am 14. September 2022 kam es zu Zusammenstößen, bei denen mindestens 94 Menschen starben.",
    language: "de",
  };
  it.each([
    ["Am 14. September 2022 starben mindestens 94 Menschen.", "de", true],
    ["At least 94 people died on 14 September 2022.", "en", true],
    ["Am 14. September 2022 starben 512 Menschen.", "de", false],
    ["Die Hauptstadt von Frankreich ist Paris.", "de", false],
    ["", "de", false],
  ])("%s (%s): %s", (text, language, expected) => {
    expect(isSupported({ text, language }, quote, matcher)).toBe(expected);
  });
});
