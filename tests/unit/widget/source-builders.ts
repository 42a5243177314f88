import type { SourceCitation, SourcePassage } from "../../../src/widget/transport/chat-events.js";

/** A citation of `quote` in a document whose text starts with it. */
export function citation(marker: number, quote: string, start = 0): SourceCitation {
  return {
    marker,
    documentId: "d",
    title: "Document",
    page: null,
    slide: null,
    row: null,
    time: null,
    heading: [],
    start,
    end: start + quote.length,
    quote,
    verified: true,
    reason: "supported",
    highlights: [],
  };
}

/** A passage of the same document. */
export function passage(text: string, start = 0): SourcePassage {
  return {
    documentId: "d",
    title: "Document",
    page: null,
    slide: null,
    row: null,
    time: null,
    heading: [],
    start,
    end: start + text.length,
    text,
    language: "de",
  };
}
