import type { StoredDocument } from "../../../src/core/document.js";
import type { RankedPassage } from "../../../src/core/passage.js";
import { NOWHERE } from "../../../src/core/place.js";
import { sentences } from "../../../src/text/sentences.js";

const evidence = { words: 0.5, grams: 0.5, cosine: 0.5, sentenceCosine: 0.5 };

/** A retrieved passage that is its whole document. */
export function contextPassage(text: string, more: Partial<RankedPassage["passage"]> = {}): RankedPassage {
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
    alignment: null,
    repeated: 0,
    relation: { sameLanguage: true, embedderKnows: true },
    score: 0.5,
    scores: { lexical: 0.5, dense: 0.5, ranking: 0.5 },
    features: null,
    relevance: 0,
  };
}

/** A document of the index. */
export function storedDocument(text: string, more: Partial<StoredDocument> = {}): StoredDocument {
  return {
    id: "d",
    path: "d.md",
    title: "Titel",
    format: "markdown",
    language: "de",
    bytes: text.length,
    characters: text.length,
    pages: null,
    notices: [],
    passages: 1,
    contentHash: "",
    ingestedAt: "2026-01-01T00:00:00.000Z",
    text,
    headings: [],
    marks: [],
    ...more,
  };
}
