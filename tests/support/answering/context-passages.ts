import { NOWHERE } from "../../../src/core/place.js";
import type { ContextPassage } from "../../../src/core/ports/writer.js";
import { sentences } from "../../../src/text/sentences.js";

const evidence = { words: 0.5, grams: 0.5, cosine: 0.5, sentenceCosine: 0.5 };

/** A retrieved passage that is its whole document. */
export function contextPassage(text: string, more: Partial<ContextPassage["passage"]> = {}): ContextPassage {
  const passage = {
    id: "d:0",
    documentId: "d",
    title: "Titel",
    text,
    heading: [],
    language: "de",
    start: 0,
    end: text.length,
    ...NOWHERE,
    ...more,
  };
  return {
    passage,
    evidence,
    paragraph: { start: 0, end: text.length, text, evidence },
    sentences: sentences(text, passage.language).map((span) => ({ ...span, cosine: 0.5 })),
    score: 0.5,
  };
}
