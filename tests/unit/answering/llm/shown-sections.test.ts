import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { showSections } from "../../../../src/answering/llm/shown-sections.js";
import { estimateTokens } from "../../../../src/answering/llm/tokens.js";
import type { StoredDocument } from "../../../../src/core/document.js";
import type { RankedPassage } from "../../../../src/core/passage.js";
import { contextPassage, storedDocument } from "../../../support/answering/context-passages.js";

const render = ({ passage }: RankedPassage) => passage.text;

/** A document of sections, each a heading with its paragraphs. */
function documentOf(id: string, sections: Readonly<Record<string, string>>): StoredDocument {
  let text = "";
  const headings = Object.entries(sections).map(([heading, content]) => {
    const start = text.length;
    text += `${heading}\n\n${content}\n\n`;
    return { start, end: start + heading.length, level: 1, text: heading };
  });
  return storedDocument(text, { id, headings, marks: [{ start: 0, kind: "page", value: 7 }] });
}

const TAX = documentOf("tax", {
  Höhe: "Die Steuer beträgt 96 Euro. Sie ist im Februar fällig.\n\nFür jeden weiteren Hund sind es 180 Euro.",
  Befreiung: "Befreit sind:\n\n- Blindenhunde\n- Rettungshunde",
});
const POOL = documentOf("pool", { Eintritt: "Die Karte kostet 4 Euro. Kinder zahlen nichts." });

/** A passage of a document, by its text. */
function passageIn(
  { id, text }: StoredDocument,
  quote: string,
  heading: readonly string[] = [],
): RankedPassage {
  const start = text.indexOf(quote);
  const at = contextPassage(quote, { id: `${id}:${start}`, documentId: id, heading });
  return { ...at, passage: { ...at.passage, start, end: start + quote.length } };
}

async function show(
  context: readonly RankedPassage[],
  budget = 10_000,
  documents: readonly StoredDocument[] = [TAX, POOL],
) {
  const store = { document: async (id: string) => documents.find((document) => document.id === id) };
  return showSections(context, { documents: store, budget, render });
}

const texts = (shown: Awaited<ReturnType<typeof show>>) => shown.map(({ source }) => source.passage.text);

describe("showSections", () => {
  const WHOLE =
    "Die Steuer beträgt 96 Euro. Sie ist im Februar fällig.\n\nFür jeden weiteren Hund sind es 180 Euro.";

  it("shows the whole section around a passage, as the document's very text, under the same headings", async () => {
    const [section, ...more] = await show([passageIn(TAX, "Sie ist im Februar fällig.", ["Höhe"])]);
    expect(more).toEqual([]);
    const passage = section?.source.passage;
    expect(passage).toMatchObject({ text: WHOLE, heading: ["Höhe"], page: 7, documentId: "tax" });
    expect(TAX.text.slice(passage?.start, passage?.end)).toBe(WHOLE);
    expect(section?.source.sentences.map(({ start, end }) => TAX.text.slice(start, end))).toEqual([
      "Die Steuer beträgt 96 Euro.",
      "Sie ist im Februar fällig.",
      "Für jeden weiteren Hund sind es 180 Euro.",
    ]);
  });

  it("shows passages of one section once, behind the best of them", async () => {
    const shown = await show([
      passageIn(POOL, "Kinder zahlen nichts."),
      passageIn(TAX, "Für jeden weiteren Hund sind es 180 Euro."),
      passageIn(TAX, "Die Steuer beträgt 96 Euro."),
    ]);
    expect(texts(shown)).toEqual(["Die Karte kostet 4 Euro. Kinder zahlen nichts.", WHOLE]);
    expect(shown.map(({ context }) => context)).toEqual([0, 1]);
  });

  it("keeps a document's sections together and in their order", async () => {
    const shown = await show([
      passageIn(TAX, "- Rettungshunde"),
      passageIn(POOL, "Kinder zahlen nichts."),
      passageIn(TAX, "Sie ist im Februar fällig."),
    ]);
    expect(texts(shown)).toEqual([
      WHOLE,
      "Befreit sind:\n\n- Blindenhunde\n- Rettungshunde",
      "Die Karte kostet 4 Euro. Kinder zahlen nichts.",
    ]);
    expect(shown.map(({ context }) => context)).toEqual([2, 0, 1]);
  });

  it("shows the blocks nearest to a passage where its section doesn't fit", async () => {
    const long = documentOf("long", {
      Alles: Array.from({ length: 9 }, (_, i) => `Absatz ${i} sagt etwas.`).join("\n\n"),
    });
    const shown = await show([passageIn(long, "Absatz 4 sagt etwas.")], 24, [long]);
    expect(texts(shown)).toEqual(["Absatz 3 sagt etwas.\n\nAbsatz 4 sagt etwas.\n\nAbsatz 5 sagt etwas."]);
  });

  it("shows a passage as it was retrieved where its document has changed or is gone", async () => {
    const passage = passageIn(TAX, "Sie ist im Februar fällig.");
    const changed = { ...TAX, text: `Neu.\n\n${TAX.text}` };
    expect(texts(await show([passage], 10_000, [changed]))).toEqual(["Sie ist im Februar fällig."]);
    expect(texts(await show([passage], 10_000, []))).toEqual(["Sie ist im Februar fällig."]);
  });

  it("leaves out a passage that only fits without the white space before it", async () => {
    const document = documentOf("two", { Teil: "Aaaaaa.\n\n\nBbbbbb." });
    const context = [passageIn(document, "Aaaaaa."), passageIn(document, "Bbbbbb.")];
    expect(estimateTokens("Aaaaaa.") + estimateTokens("Bbbbbb.")).toBe(6);
    expect(texts(await show(context, 6, [document]))).toEqual(["Aaaaaa.\n\n\nBbbbbb."]);
    const spaced = documentOf("spaced", { Teil: "Aaaaaa.\n\n\n\n\nBbbbbb." });
    const apart = [passageIn(spaced, "Aaaaaa."), passageIn(spaced, "Bbbbbb.")];
    expect(texts(await show(apart, 6, [spaced]))).toEqual(["Aaaaaa."]);
  });

  it("takes no more than the budget, and shows no text twice", async () => {
    const section = fc.stringMatching(
      /^[A-Z][a-z ]{3,20}\.( [A-Z][a-z ]{3,20}\.){0,3}(\n\n[A-Z][a-z ]{3,20}\.){0,2}$/,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(section, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 10, max: 200 }),
        async (contents, picks, budget) => {
          const document = documentOf(
            "any",
            Object.fromEntries(contents.map((content, i) => [`Teil ${i}`, content])),
          );
          const sentences = document.text.match(/[A-Z][a-z ]{3,20}\./g) ?? [];
          const context = picks.map((pick) => passageIn(document, sentences[pick % sentences.length] ?? ""));
          const shown = await show(context, budget, [document]);
          const spans = shown.map(({ source }) => source.passage);
          const cost = spans.reduce((sum, { text }) => sum + estimateTokens(text), 0);
          expect(cost).toBeLessThanOrEqual(budget);
          for (const [i, span] of spans.entries()) {
            expect(document.text.slice(span.start, span.end)).toBe(span.text);
            expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
          }
        },
      ),
      { seed: -947518572, numRuns: 1000 },
    );
  });
});
