import type { SourceCitation, SourcePassage } from "../transport/chat-events.js";

/** A quote within the text around it. */
interface QuotedPassage {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

/**
 * The quote within the retrieved passage that holds it, the longest if there are several; the quote alone, in its
 * document's language, where there is none, or where passage and quote disagree.
 */
export function quoteInPassage(citation: SourceCitation, passages: readonly SourcePassage[]): QuotedPassage {
  const [longest] = passages
    .filter((passage) => holds(passage, citation))
    .sort((a, b) => b.text.length - a.text.length);
  const { quote, start, end } = citation;
  if (longest === undefined) {
    const language = passages.find(({ documentId }) => documentId === citation.documentId)?.language;
    return { before: "", quote, after: "", language: language ?? "und" };
  }
  return {
    before: longest.text.slice(0, start - longest.start),
    quote,
    after: longest.text.slice(end - longest.start),
    language: longest.language,
  };
}

function holds(passage: SourcePassage, { documentId, start, end, quote }: SourceCitation): boolean {
  if (passage.documentId !== documentId || passage.start > start || passage.end < end) {
    return false;
  }
  return passage.text.slice(start - passage.start, end - passage.start) === quote;
}
