import type { Span } from "../../core/document.js";
import type { SourceCitation } from "../transport/chat-events.js";

/** A footnote marker with what it points to. */
export interface Marker extends Span {
  readonly citation: SourceCitation;
}

/** A sentence of an answer: text and markers in turn, as they are to be shown. */
export interface Sentence {
  readonly pieces: readonly (string | Marker)[];
  readonly markers: readonly Marker[];
}

/** Stands for a character of a marker while sentences are looked for; text that holds it is changed to hold another. */
const inMarker = "\u{E000}";
const notInMarker = "\u{FFFD}";

/** Lower-case abbreviations that are written within sentences; longer and upper-case ones are told by shape. */
const abbreviations = "bspw|bzw|ca|etc|evtl|exkl|geb|gest|ggf|inkl|jun|max|min|resp|sen|sog|usw|vgl|zzgl";

const closing = "[\"'»”“’)\\]]*";
/** What a full stop may follow and still end a sentence: not `14.`, not `Dr.`, not `usw.`. */
const endWord = `(?:\\p{L}{5,}|(?<!\\p{L})(?!(?:${abbreviations})\\.)\\p{Ll}{3,4}|(?<!\\d)\\d{4}|[)\\]"»”“])`;
/** The space between two sentences, beside or after the markers of the first. */
const boundary = new RegExp(
  [
    `(?<=[.!?…]${closing}\\s*${inMarker}+)\\s+`,
    `(?<=${inMarker}[.!?…]${closing})\\s+`,
    `(?<=(?:${endWord}\\.|[!?…])${closing})\\s+(?=["'„«“‘(]?\\p{Lu})`,
  ].join("|"),
  "gu",
);

/**
 * Splits an answer into its paragraphs and their sentences, so that a sentence without a footnote can be told.
 * Where it is unclear whether a full stop ends a sentence, it doesn't: a missed end hides a missing footnote, a
 * wrong one would accuse half a sentence.
 * A marker counts only if there is a citation for it, and not inside a verbatim quote: a quoted document may
 * hold `[1]` itself.
 */
export function splitAnswer(
  text: string,
  citations: readonly SourceCitation[],
): readonly (readonly Sentence[])[] {
  const markers = findMarkers(text, citations);
  return paragraphSpans(text).map((paragraph) => {
    const inside = markers.filter((marker) => marker.start >= paragraph.start && marker.end <= paragraph.end);
    return sentenceSpans(text, paragraph, inside).map((span) => toSentence(text, span, inside));
  });
}

/** The answer without its markers, to be read aloud. */
export function plainText(text: string, citations: readonly SourceCitation[]): string {
  let plain = "";
  let from = 0;
  for (const marker of findMarkers(text, citations)) {
    plain += text.slice(from, marker.start).trimEnd();
    from = marker.end;
  }
  return plain + text.slice(from);
}

function findMarkers(text: string, citations: readonly SourceCitation[]): readonly Marker[] {
  const byNumber = new Map(citations.map((citation) => [citation.marker, citation]));
  const quoted = citations.flatMap((citation) => occurrences(text, citation.quote));
  const markers: Marker[] = [];
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    const citation = byNumber.get(Number(match[1]));
    const span = { start: match.index, end: match.index + match[0].length };
    const literal = quoted.some((quote) => quote.start <= span.start && span.end <= quote.end);
    if (citation !== undefined && !literal) markers.push({ ...span, citation });
  }
  return markers;
}

function occurrences(text: string, quote: string): readonly Span[] {
  const spans: Span[] = [];
  if (quote === "") return spans;
  for (let start = text.indexOf(quote); start !== -1; start = text.indexOf(quote, start + quote.length)) {
    spans.push({ start, end: start + quote.length });
  }
  return spans;
}

function paragraphSpans(text: string): readonly Span[] {
  return [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((line) => ({
    start: line.index,
    end: line.index + line[0].length,
  }));
}

function sentenceSpans(text: string, paragraph: Span, markers: readonly Marker[]): readonly Span[] {
  const masked = maskMarkers(text, paragraph, markers);
  const spans: Span[] = [];
  let start = paragraph.start;
  for (const gap of masked.matchAll(boundary)) {
    spans.push({ start, end: paragraph.start + gap.index });
    start = paragraph.start + gap.index + gap[0].length;
  }
  spans.push({ start, end: paragraph.end });
  return spans;
}

/** The paragraph with every marker, and the space between neighbouring ones, as `inMarker`; as long as before. */
function maskMarkers(text: string, paragraph: Span, markers: readonly Marker[]): string {
  let masked = "";
  let from = paragraph.start;
  for (const { start, end } of markers) {
    const before = text.slice(from, start).replaceAll(inMarker, notInMarker);
    masked += from > paragraph.start && before.trim() === "" ? inMarker.repeat(before.length) : before;
    masked += inMarker.repeat(end - start);
    from = end;
  }
  return masked + text.slice(from, paragraph.end).replaceAll(inMarker, notInMarker);
}

function toSentence(text: string, span: Span, candidates: readonly Marker[]): Sentence {
  const markers = candidates.filter((marker) => marker.start >= span.start && marker.end <= span.end);
  const pieces: (string | Marker)[] = [];
  let from = span.start;
  for (const marker of markers) {
    const before = text.slice(from, marker.start).trimEnd();
    if (before !== "") pieces.push(before);
    pieces.push(marker);
    from = marker.end;
  }
  const rest = text.slice(from, span.end);
  if (rest.trim() !== "") pieces.push(rest);
  return { pieces, markers };
}
