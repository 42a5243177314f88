import { beforeAll, describe, expect, it } from "vitest";
import { chooseQuotes, introductionTo } from "../../../../src/answering/extractive/extractive-writer.js";
import { rankSentences } from "../../../../src/answering/extractive/sentence-ranking.js";
import { sentenceFromQuote, textWithin } from "../../../../src/answering/quotation.js";
import { weighQuestion } from "../../../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../../../src/core/passage.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import type { WordMatcher } from "../../../../src/text/word-matcher.js";
import { contextPassage } from "../../../support/answering/context-passages.js";
import { loadMatcher } from "../../../support/answering/word-matcher.js";

describe("introductionTo", () => {
  it.each([
    ["en", "de", "Im Dokument steht auf Englisch:"],
    ["de", "en", "The document says in German:"],
    ["it", "fr", "Le document dit en italien :"],
    ["de", "de", undefined],
    ["und", "de", undefined],
    ["de", "ja", undefined],
  ])("a quote in %s in an answer in %s: %s", (quote, question, expected) => {
    expect(introductionTo(quote, question)).toBe(expected);
  });
});

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = await loadMatcher();
});

const MUSEUM = [
  "Das Museum steht am Ufer der Aare.",
  "Es wurde 1978 von der Architektin Lina Sutter gebaut, weil das alte Haus zu klein war.",
  "Die Dauerausstellung zeigt Boote und Netze.",
  "Der Saal im Obergeschoss heißt „Laterne“.",
].join(" ");

function choose(question: string, ...texts: readonly string[]): string[] {
  const context = texts.map((text) => contextPassage(text));
  const analysed = weighQuestion(readQuestion(question, "de", matcher), context);
  return chooseQuotes(analysed, context).map(({ context: index, span }) => {
    const source = context[index];
    return source === undefined ? "" : textWithin(source.passage, span);
  });
}

/** A passage whose sentences are lines, as those of a list are. */
function passageOf(lines: readonly string[]): RankedPassage {
  const source = contextPassage(lines.join("\n"));
  let start = 0;
  const sentences = lines.map((line) => {
    const span = { start, end: start + line.length, cosine: 0.5 };
    start = span.end + 1;
    return span;
  });
  return { ...source, sentences };
}

describe("chooseQuotes", () => {
  it.each([
    ["Wer hat das Museum gebaut?", "Lina Sutter"],
    ["Wann wurde das Museum gebaut?", "1978"],
    ["Warum wurde das Museum gebaut?", "weil"],
    ["Wie heißt der Saal?", "„Laterne“"],
    ["Was zeigt die Ausstellung?", "Boote"],
    ["Wo steht das Museum?", "Ufer der Aare"],
  ])("%s", (question, expected) => {
    expect(choose(question, MUSEUM)[0]).toContain(expected);
  });

  it("says nothing twice, and at most three sentences", () => {
    const chosen = choose("Was ist das Museum?", MUSEUM, MUSEUM);
    expect(new Set(chosen).size).toBe(chosen.length);
    expect(chosen.length).toBeLessThanOrEqual(3);
  });

  it("adds nothing of another year than the one asked for", () => {
    const clashes = "Im April 2021 starben 40 Menschen. Im September 2022 starben 94 Menschen.";
    expect(choose("Wie viele Menschen starben im April 2021?", clashes)).toEqual([
      "Im April 2021 starben 40 Menschen.",
    ]);
  });

  it("quotes a list together with what leads into it", () => {
    const list = ["Für den Antrag braucht es:", "- den Beleg", "- die Karte"];
    const source = passageOf([...list, "Der Antrag ist blau."]);
    const question = weighQuestion(readQuestion("Was braucht es für den Antrag?", "de", matcher), [source]);
    const [quote] = chooseQuotes(question, [source]);
    const text = textWithin(source.passage, quote?.span ?? { start: 0, end: 0 });
    expect(text).toBe(list.join("\n"));
    expect(sentenceFromQuote(text)).toBe("Für den Antrag braucht es: den Beleg; die Karte");
  });

  it("has nothing to choose from where there is no passage", () => {
    expect(choose("Was ist das?")).toEqual([]);
  });

  it("gives probabilities that add up to one", () => {
    const context = [contextPassage(MUSEUM)];
    const question = weighQuestion(readQuestion("Wer baute es?", "de", matcher), context);
    const sum = rankSentences(question, context).reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeCloseTo(1, 9);
  });
});
