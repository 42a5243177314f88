import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readFollowUp } from "../../../../src/answering/conversation/follow-up.js";
import type { WordMatcher } from "../../../../src/text/word-matcher.js";
import { loadMatcher } from "../../../support/answering/word-matcher.js";

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = await loadMatcher();
});

const read = (before: string, question: string, language: string) =>
  readFollowUp({ before, question, language }, matcher).map((reading) => reading.question);

describe("readFollowUp", () => {
  it.each([
    // What is left out is taken from the question before.
    ["Wie viele starben im September 2022?", "Und im April 2021?", "Wie viele starben im April 2021?"],
    ["Wie viele starben im September 2022?", "Und 2021?", "Wie viele starben im 2021?"],
    ["Wer war der Präsident?", "Und 1995?", "Wer war der Präsident 1995?"],
    ["Welche Währung hat Kirgisistan?", "Und Tadschikistan?", "Welche Währung hat Tadschikistan?"],
    ["Welche Währung hat Kirgisistan?", "Was ist mit Tadschikistan?", "Welche Währung hat Tadschikistan?"],
    ["Wie viele Menschen leben in Berlin?", "Und in München?", "Wie viele Menschen leben in München?"],
    // A pronoun becomes what was named.
    ["Was ist die M41?", "Wie lang ist sie?", "Wie lang ist M41?"],
    ["Wer war Askar Akajew?", "Wann wurde er gewählt?", "Wann wurde Askar Akajew gewählt?"],
    ["Wo liegt Osch?", "Was geschah dort?", "Was geschah in Osch?"],
    ["Welche Straße nutzen Schmuggler?", "Wo liegt sie?", "Wo liegt sie (Straße, Schmuggler)?"],
    // A question that goes on gets its topic.
    ["Wie viele starben im April 2021?", "Und wie viele flohen?", "Wie viele flohen (April 2021)?"],
    ["Wann wollte Kirgisistan vermitteln?", "Warum?", "Warum (Kirgisistan, vermitteln)?"],
    ["Wann wollte Kirgisistan vermitteln?", "Und warum?", "Warum (Kirgisistan, vermitteln)?"],
    [
      "Wie hoch ist die Hundesteuer?",
      "Und bis wann muss man zahlen?",
      "Bis wann muss man zahlen (Hundesteuer)?",
    ],
    // A circumstance is added, and takes no other thing's place.
    [
      "Wie hoch ist die Hundesteuer?",
      "Und bei Kampfhunden?",
      "Wie hoch ist die Hundesteuer, bei Kampfhunden?",
    ],
    [
      "Wie melde ich meinen Hund an?",
      "Und wenn ich die Marke verliere?",
      "Wie melde ich meinen Hund an, wenn ich die Marke verliere?",
    ],
    // An article takes an article's place.
    ["Was ist die Hauptstadt von Peru?", "Und die Währung?", "Was ist die Währung von Peru?"],
    // A question that names its own topic stands by itself.
    ["Wie hoch ist die Hundesteuer?", "Und was kostet ein Ausweis?", "Was kostet ein Ausweis?"],
  ])("%s %s", (before, question, meant) => {
    expect(read(before, question, "de")[0]).toBe(meant);
  });

  it.each([
    ["How many died in September 2022?", "And in April 2021?", "How many died in April 2021?"],
    ["Who was the president of Kyrgyzstan?", "And of Uzbekistan?", "Who was the president of Uzbekistan?"],
    [
      "Who was the president of Kyrgyzstan?",
      "What about Kazakhstan?",
      "Who was the president of Kazakhstan?",
    ],
    ["Where is Osch?", "What happened there?", "What happened in Osch?"],
    ["Who was Askar Akajew?", "When was he elected?", "When was Askar Akajew elected?"],
    ["Who was Askar Akajew?", "Who was his successor?", "Who was his successor (Askar Akajew)?"],
    ["Where is Osch?", "Why?", "Why (Osch)?"],
    ["Where is the CUPS error log?", "And the access log?", "Where is the CUPS error log, the access log?"],
    ["What is FMLA?", "How do I apply?", "How do I apply (FMLA)?"],
  ])("%s %s", (before, question, meant) => {
    expect(read(before, question, "en")[0]).toBe(meant);
  });

  it.each([
    ["Wann wollte Kirgisistan vermitteln?", "Wie viele Menschen starben im September 2022?", "de"],
    ["Wann wollte Kirgisistan vermitteln?", "Gibt es Botschaften in beiden Ländern?", "de"],
    ["Wann wollte Kirgisistan vermitteln?", "Was ist die M41?", "de"],
    ["Wann wollte Kirgisistan vermitteln?", "M41?", "de"],
    ["Who was the president of Kyrgyzstan?", "How many people were displaced in April 2021?", "en"],
    ["Who was the president of Kyrgyzstan?", "Is there an embassy in both countries?", "en"],
  ])("leaves a question of its own as it is: %s %s", (before, question, language) => {
    expect(read(before, question, language)[0]).toBe(question);
  });

  it("has to find only what was asked, not the topic that was added", () => {
    const [reading] = readFollowUp(
      { before: "Wer war Präsident in Kasachstan?", question: "Welche Währung hat es?", language: "de" },
      matcher,
    );
    expect(reading).toMatchObject({
      question: "Welche Währung hat es (Präsident, Kasachstan)?",
      asked: "Welche Währung hat es?",
    });
  });

  it("has a reading for anything that is said", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("und", "Und?", "warum", "it", "()", "in 2021", "  ", "Was ist mit"),
    );
    fc.assert(
      fc.property(text, text, fc.constantFrom("de", "en", "fr", "und"), (before, question, language) => {
        for (const reading of readFollowUp({ before, question, language }, matcher)) {
          expect(typeof reading.question).toBe("string");
          expect(reading.question.length).toBeLessThanOrEqual(2 * (before.length + question.length) + 20);
        }
      }),
    );
  });
});
