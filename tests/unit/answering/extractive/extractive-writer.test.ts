import { beforeAll, describe, expect, it } from "vitest";
import type { Excerpt } from "../../../../src/answering/excerpt.js";
import { excerptScorer, rankExcerpts } from "../../../../src/answering/extractive/choose-excerpts.js";
import { excerptCandidates } from "../../../../src/answering/extractive/excerpt-candidates.js";
import {
  createExtractiveWriter,
  introductionTo,
} from "../../../../src/answering/extractive/extractive-writer.js";
import { rankSentences } from "../../../../src/answering/extractive/sentence-ranking.js";
import { weighQuestion } from "../../../../src/answering/weighed-question.js";
import type { Heading } from "../../../../src/core/document.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import type { WordMatcher } from "../../../../src/text/word-matcher.js";
import { contextPassage, storedDocument } from "../../../support/answering/context-passages.js";
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

/** A document in which some texts were found, best first. */
interface Found {
  readonly text: string;
  readonly headings?: readonly Heading[];
  readonly passages: readonly string[];
}

/** What the writer shows of documents. */
async function excerpts(question: string, ...found: readonly Found[]): Promise<Excerpt[]> {
  const context = found.flatMap(({ text, passages }, i) =>
    passages.map((passage) => {
      const start = text.indexOf(passage);
      const source = contextPassage(passage, { documentId: `d${i}` });
      const moved = <T extends { start: number; end: number }>(span: T): T => ({
        ...span,
        start: span.start + start,
        end: span.end + start,
      });
      return { ...source, passage: moved(source.passage), sentences: source.sentences.map(moved) };
    }),
  );
  const documents = {
    document: async (id: string) => {
      const document = found[Number(id.slice(1))];
      return document && storedDocument(document.text, { id, headings: document.headings ?? [] });
    },
  };
  const weighed = weighQuestion(readQuestion(question, "de", matcher), context);
  const candidates = await excerptCandidates(weighed, context, documents);
  const shown: Excerpt[] = [];
  for await (const event of createExtractiveWriter().write({
    question: weighed,
    context,
    excerpts: rankExcerpts(candidates, excerptScorer(undefined)),
    documents,
  })) {
    if (event.type === "excerpt") {
      shown.push(event.excerpt);
    }
  }
  return shown;
}

function marked({ text, keys }: Excerpt): string[] {
  return keys.map(({ start, end }) => text.slice(start, end));
}

describe("the extractive writer", () => {
  it.each([
    ["Wer hat das Museum gebaut?", "Lina Sutter"],
    ["Wann wurde das Museum gebaut?", "1978"],
    ["Warum wurde das Museum gebaut?", "weil"],
    ["Wie heißt der Saal?", "„Laterne“"],
    ["Was zeigt die Ausstellung?", "Boote"],
    ["Wo steht das Museum?", "Ufer der Aare"],
  ])("marks the sentence that answers: %s", async (question, expected) => {
    const [excerpt] = await excerpts(question, { text: MUSEUM, passages: [MUSEUM] });
    expect(excerpt?.text).toBe(MUSEUM);
    expect(marked(excerpt as Excerpt).join(" ")).toContain(expected);
  });

  it("shows nothing twice", async () => {
    const found = { text: MUSEUM, passages: [MUSEUM, MUSEUM] };
    expect(await excerpts("Was zeigt das Museum?", found, found)).toHaveLength(1);
  });

  it("shows a second place only if it says what the question asks and the first doesn't", async () => {
    const height = "Der Turm von Musterstadt ist 512 Meter hoch.";
    const builder = "Die Architektin des Bauwerks heißt Lina Sutter, eröffnet wurde es 1978.";
    const places = (second: string) => [
      { text: height, passages: [height] },
      { text: second, passages: [second] },
    ];
    const question = "Wie hoch ist der Turm und wie heißt die Architektin?";
    expect((await excerpts(question, ...places(builder))).map(({ text }) => text).sort()).toEqual(
      [builder, height].sort(),
    );
    expect(await excerpts(question, ...places("Das Wetter in Musterstadt ist gut."))).toHaveLength(1);
  });

  it("shows a list with what leads into it, and marks both where that is what was asked for", async () => {
    const text = "Für den Antrag braucht es:\n\n- den Beleg\n- die Karte";
    const [excerpt] = await excerpts("Was braucht es für den Antrag?", {
      text,
      passages: ["Für den Antrag braucht es:"],
    });
    expect(excerpt?.text).toBe(text);
    expect(excerpt?.keys).toEqual([]);
  });

  it("shows the heading path of the place, and none of the next section", async () => {
    const text = `Steuersatz\n\nDie Steuer beträgt 165 €.\n\nMarken\n\n${"Jeder Hund trägt eine Marke. ".repeat(30)}`;
    const headings = [
      { start: 0, end: 10, level: 1, text: "Steuersatz" },
      { start: 38, end: 44, level: 1, text: "Marken" },
    ];
    const [excerpt] = await excerpts("Wie hoch ist die Steuer?", {
      text,
      headings,
      passages: ["Die Steuer beträgt 165 €."],
    });
    expect(excerpt).toMatchObject({
      heading: ["Steuersatz"],
      text: "Die Steuer beträgt 165 €.",
      span: { start: 12, end: 37 },
    });
  });

  it("shows a passage as it was found if its document was changed since", async () => {
    const [excerpt] = await excerpts("Wo steht das Museum?", { text: "Etwas anderes.", passages: [MUSEUM] });
    expect(excerpt?.quote).toBe(MUSEUM);
  });

  it("has nothing to show where there is no passage", async () => {
    expect(await excerpts("Was ist das?")).toEqual([]);
  });

  it("gives probabilities of sentences that add up to one", () => {
    const context = [contextPassage(MUSEUM)];
    const question = weighQuestion(readQuestion("Wer baute es?", "de", matcher), context);
    const sum = rankSentences(question, context).reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeCloseTo(1, 9);
  });
});
