import type { AnswerSentence, Citation } from "../core/answer.js";
import type { Span } from "../core/document.js";
import { sentences } from "../text/sentences.js";

/** An answer as it was written. */
interface Written {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Verbatim quotes with their introduction and footnote, in order: whatever they hold, each is one sentence. */
  readonly quotes: readonly Span[];
}

/**
 * The sentences of an answer, and how each stands.
 * @param language ISO 639-1 code of the answer's language
 */
export function answerSentences({ text, citations, quotes }: Written, language: string): AnswerSentence[] {
  const verified = new Map(citations.map((citation) => [citation.marker, citation.verified]));
  const spans: Span[] = [];
  let from = 0;
  for (const quote of quotes) {
    spans.push(...sentenceSpans(text, from, quote.start, language), quote);
    from = quote.end;
  }
  spans.push(...sentenceSpans(text, from, text.length, language));
  return spans.map(({ start, end }) => ({ start, end, state: stateOf(text.slice(start, end), verified) }));
}

/** The sentences of a part of the answer; a heading or an item of a list ends with its line. */
function sentenceSpans(answer: string, from: number, to: number, language: string): Span[] {
  return Array.from(answer.slice(from, to).matchAll(/[^\n]+/gu)).flatMap(({ 0: line, index }) =>
    sentences(line, language)
      .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(line.slice(start, end)))
      .map(({ start, end }) => ({ start: from + index + start, end: from + index + end })),
  );
}

/**
 * Markers in a row are the footnotes of one claim, of which a verified one says that it is supported; a sentence may
 * make several.
 */
function stateOf(sentence: string, verified: ReadonlyMap<number, boolean>): AnswerSentence["state"] {
  const rows = Array.from(sentence.matchAll(/(?:\[\d{1,3}\])+/gu), ([row]) =>
    Array.from(row.matchAll(/\d+/gu), ([marker]) => verified.get(Number(marker))),
  );
  const known = rows.filter((row) => row.some((state) => state !== undefined));
  if (known.length === 0) {
    return "uncited";
  }
  return known.every((row) => row.includes(true)) ? "verified" : "unverified";
}

/** The bullet or number that an item of a list begins with. */
const ITEM = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/u;

/** Takes an answer while it is written, and gives the claim that a footnote stands behind. */
export class ClaimReader {
  readonly #language: string;
  #pending = "";
  #last = "";

  constructor(language: string) {
    this.#language = language;
  }

  add(text: string): void {
    this.#pending += text;
  }

  /** The sentence before a footnote, or the part of it since the one before; an item of a list without its number. */
  take(): string {
    const line = this.#pending.trimEnd().split("\n").at(-1)?.replace(ITEM, "") ?? "";
    const last = sentences(line, this.#language).at(-1);
    const text = last && line.slice(last.start, last.end);
    if (text !== undefined && /[\p{L}\p{N}]/u.test(text)) {
      this.#last = text;
    }
    this.#pending = "";
    return this.#last;
  }
}
