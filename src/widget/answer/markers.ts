import type { Span } from "../../core/document.js";
import type { SourceCitation } from "../transport/chat-events.js";

/** A footnote marker in an answer's text, with what it points to. */
export interface Marker extends Span {
  readonly citation: SourceCitation;
}

/**
 * The footnote markers of an answer, in order. A number in brackets counts only if there is a citation for it, and
 * not inside a verbatim quote: a quoted document may hold `[1]` itself.
 * @param quotes of the text, as `findQuotes` finds them
 */
export function findMarkers(
  text: string,
  citations: readonly SourceCitation[],
  quotes: readonly Span[],
): readonly Marker[] {
  const byNumber = new Map(citations.map((citation) => [citation.marker, citation]));
  const markers: Marker[] = [];
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    const citation = byNumber.get(Number(match[1]));
    const span = { start: match.index, end: match.index + match[0].length };
    const literal = quotes.some((quote) => quote.start <= span.start && span.end <= quote.end);
    if (citation !== undefined && !literal) {
      markers.push({ ...span, citation });
    }
  }
  return markers;
}

/** A stretch of an answer that is a citation's quote, word for word. */
export interface VerbatimQuote extends Span {
  readonly citation: SourceCitation;
}

/** Where an answer quotes its citations verbatim; quotes of several citations may overlap. */
export function findQuotes(text: string, citations: readonly SourceCitation[]): readonly VerbatimQuote[] {
  const quotes: VerbatimQuote[] = [];
  for (const citation of citations) {
    const { quote } = citation;
    if (quote.trim() === "") {
      continue;
    }
    for (let start = text.indexOf(quote); start !== -1; start = text.indexOf(quote, start + quote.length)) {
      quotes.push({ start, end: start + quote.length, citation });
    }
  }
  return quotes;
}

/** The text without a marker of which only the beginning has arrived. */
export function withoutUnfinishedMarker(text: string): string {
  return text.replace(/\s*\[\d{0,3}$/, "");
}
