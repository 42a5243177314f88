import { eld } from "eld/small";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreLanguages } from "../../../src/text/language-scores.js";

/** What eld says of a text, likeliest first; its scores are s / (s + 25). */
function expected(text: string): [string, number][] {
  return Object.entries(eld.detect(text).getScores()).map(([language, score]) => [
    language,
    (25 * score) / (1 - score),
  ]);
}

function expectAsEld(text: string): void {
  const found = scoreLanguages(text).sort((a, b) => b.score - a.score);
  const wanted = expected(text);
  expect(found.map(({ language }) => language)).toEqual(wanted.map(([language]) => language));
  for (const [i, { score }] of found.entries()) {
    expect(score).toBeCloseTo(wanted[i]?.[1] ?? 0, 6);
  }
}

const SAMPLES = [
  "",
  "a",
  "Ob",
  "und",
  "Wann wollte Kirgisistan vermitteln? Die Brücke steht in Osch, und der Zug fährt um 8:15 Uhr.",
  "How many people died in the armed clashes? They don't know; it’s unclear.",
  "Резервуар вмещает 900 кубометров воды и стоит на холме.",
  "水庫可容納九百立方米的水,位於 Dresden 市。",
  "Docker と Kubernetes をインストールする手順です。",
  "العربية, Ελληνικά, Қазақша, ʃpʁaːxə, naïve café",
  `${"Donaudampfschifffahrtsgesellschaft".repeat(4)} und mehr`,
  "immer dasselbe Wort immer dasselbe Wort ".repeat(30),
  "\ud800 halb \udc00 und 😀 ganz",
];

describe("scoreLanguages", () => {
  it.each(SAMPLES)("scores %j as eld does", expectAsEld);

  it("scores any text as eld does", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "straße",
        "the",
        "können",
        "niño",
        "дом",
        "家",
        "ʃ",
        "’",
        "'",
        "l'eau",
        "-",
        "4711",
        "a",
      ),
      fc.string({ unit: "grapheme", maxLength: 90 }),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.constantFrom(" ", "", "\n"), (words, space) => {
        expectAsEld(words.join(space));
      }),
      { numRuns: 500 },
    );
  });
});
