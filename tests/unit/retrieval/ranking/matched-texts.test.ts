import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { MatchedTexts } from "../../../../src/retrieval/ranking/matched-texts.js";
import { passageOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();
const textsFor = (question: string) => new MatchedTexts(readQuestion(question, "de", matcher));

const word = fc.constantFrom("Straße", "Fluss", "Berg", "Turm", "road", "Bergfluss", "und", "Ölfeld", "𝒳");
const text = fc.array(word, { maxLength: 12 }).map((list) => list.join(" "));
const question = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => `${list.join(" ")}?`);
const language = fc.constantFrom("de", "en", "und", "fr");

describe("MatchedTexts", () => {
  it("matches as a comparison of the whole text does", () => {
    fc.assert(
      fc.property(question, text, language, (asked, said, spoken) => {
        const read = readQuestion(asked, "de", matcher);
        const matches = new MatchedTexts(read).matches(said, spoken);
        expect(matches).toEqual(read.comparison.matches(said, spoken));
        expect(matches).toHaveLength(read.words.length);
      }),
    );
  });

  it("finds the words that match where they stand, and no others", () => {
    const said = "Am Berg, an der Straße; der Turm";
    const words = textsFor("Straße zum Turm?").words(said, "de");
    expect(words.map(({ start, end }) => said.slice(start, end))).toEqual(["Straße", "Turm"]);
  });

  it("says the same of a text however often and after whatever it is read", () => {
    fc.assert(
      fc.property(question, fc.array(fc.tuple(text, language), { maxLength: 6 }), (asked, list) => {
        const texts = textsFor(asked);
        for (const [said, spoken] of [...list, ...list]) {
          expect(texts.words(said, spoken)).toEqual(textsFor(asked).words(said, spoken));
        }
      }),
    );
  });

  it("reads a text once", () => {
    const read = readQuestion("Straße", "de", matcher);
    let compared = 0;
    const comparison = Object.create(read.comparison, {
      score: {
        value: (...given: Parameters<typeof read.comparison.score>) => {
          compared += 1;
          return read.comparison.score(...given);
        },
      },
    });
    const texts = new MatchedTexts({ ...read, comparison });
    texts.words("Die Straße", "de");
    texts.words("Die Straße", "de");
    expect(compared).toBe(2);
    texts.words("Die Straße", "en");
    expect(compared).toBe(4);
  });

  it("tells the words of a passage from those of its paragraph", () => {
    const paragraph = { start: 100, text: "Die Straße. Der Turm. Der Fluss." };
    const around = { ...paragraph, end: 132, evidence: { words: 0, grams: 0, cosine: 0, sentenceCosine: 0 } };
    const { within, paragraph: all } = textsFor("Straße Turm Fluss").around({
      passage: passageOf("Der Turm.", { start: 112 }),
      paragraph: around,
    });
    expect(within).toHaveLength(1);
    expect(all).toHaveLength(3);
    expect(all).toContain(within[0]);
  });

  it("matches nothing for a question without content words", () => {
    expect(textsFor("Was ist das?").matches("Was ist das?", "de")).toEqual([]);
  });
});
