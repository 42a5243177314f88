import type { AnswerExcerpt, AnswerSentence } from "../../core/answer.js";
import type { Span } from "../../core/document.js";
import type { SourceCitation, SourcePassage } from "../transport/chat-events.js";
import {
  type CitedExcerpt,
  citedExcerpts,
  type ExcerptBlock,
  excerptBlocks,
  keySentences,
} from "./excerpts.js";
import { type Block, type Inline, parseMarkdown } from "./markdown.js";
import { findMarkers, findQuotes, type Marker, type VerbatimQuote } from "./markers.js";
import { quoteInPassage } from "./quoted-passage.js";

/** What an answer is made of. */
export interface AnswerParts {
  /** Markdown with footnote markers `[1]`. */
  readonly text: string;
  readonly citations: readonly SourceCitation[];
  readonly passages: readonly SourcePassage[];
  /** Empty until the answer is complete. */
  readonly sentences: readonly AnswerSentence[];
  /** Empty until the answer is complete. */
  readonly excerpts: readonly AnswerExcerpt[];
}

/** A stretch of text that is shown in one way. */
export interface TextPiece extends Span {
  readonly text: string;
  readonly sentence: AnswerSentence | null;
  /** ISO 639-1 code of the document it is quoted from; `und` for what isn't quoted, or if it isn't known. */
  readonly language: string;
}

/** Masks every character of markers and verbatim quotes; the parser sees a letter, which is never Markdown. */
const LITERAL = "\u{E000}";

/** An answer, read: its blocks, and what is known about every stretch of it. */
export class AnswerText {
  readonly blocks: readonly (Block | ExcerptBlock)[];
  readonly markers: readonly Marker[];
  readonly #excerpts: readonly CitedExcerpt[];
  readonly #keys: readonly AnswerSentence[];
  readonly #quotes: readonly VerbatimQuote[];
  /** The offsets at which the way of showing may change, ascending. */
  readonly #edges: readonly number[];

  constructor(private readonly parts: AnswerParts) {
    const { text, citations, sentences, excerpts } = parts;
    this.#excerpts = citedExcerpts(excerpts, citations);
    this.#keys = this.#excerpts.flatMap((excerpt) => keySentences(excerpt, sentences));
    this.#quotes = [...this.#excerpts, ...findQuotes(text, citations)];
    this.markers = findMarkers(text, citations, this.#quotes);
    const spans = [...this.markers, ...this.#quotes, ...sentences];
    const edges = new Set(spans.flatMap(({ start, end }) => [start, end]));
    this.#edges = [...edges].sort((a, b) => a - b);
    const lines = masked(text, [...this.markers, ...this.#quotes], /[^\n]/g);
    this.blocks = parseMarkdown(masked(lines, this.#excerpts, /\n/g)).map((block) => this.#excerptAt(block));
  }

  /** Whether a sentence is what answers within an excerpt. */
  isKey(sentence: AnswerSentence | null): boolean {
    return sentence !== null && this.#keys.includes(sentence);
  }

  /** The sentence that an offset lies in; null between sentences, and until the answer is complete. */
  sentenceAt(offset: number): AnswerSentence | null {
    return this.parts.sentences.find(({ start, end }) => start <= offset && offset < end) ?? null;
  }

  /** A span of the text as it is to be shown: text and markers in turn, without the space before a marker. */
  pieces(span: Span): readonly (TextPiece | Marker)[] {
    const pieces: (TextPiece | Marker)[] = [];
    const cuts = this.#cuts(span);
    for (const [index, start] of cuts.entries()) {
      const end = cuts[index + 1] ?? span.end;
      const marker = this.markers.find((candidate) => candidate.start <= start && start < candidate.end);
      if (marker === undefined) {
        pieces.push(this.#textPiece(start, end));
      } else if (pieces.at(-1) !== marker) {
        pieces.push(marker);
      }
    }
    return pieces.flatMap((piece, index) => withoutSpaceBefore(pieces[index + 1], piece));
  }

  /** The answer without markers and Markdown, to be read aloud: of an excerpt, what answers. */
  plainText(): string {
    return this.blocks.flatMap((block) => this.#plainBlock(block)).join("\n");
  }

  /** An excerpt is masked as a whole, so that the parser takes it for a paragraph. */
  #excerptAt(block: Block): Block | ExcerptBlock {
    const { start, end } = block;
    const excerpt = this.#excerpts.find((candidate) => candidate.start === start);
    if (excerpt === undefined) {
      return block;
    }
    const blocks = excerptBlocks(this.parts.text, { start, end });
    return { kind: "excerpt", start, end, citation: excerpt.citation, blocks };
  }

  #plainBlock(block: Block | ExcerptBlock): readonly string[] {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        return [this.#plainLine(block.content)];
      case "list":
        return block.items.flat().flatMap((inner) => this.#plainBlock(inner));
      case "quote":
        return block.blocks.flatMap((inner) => this.#plainBlock(inner));
      case "excerpt":
        return this.#plainExcerpt(block);
      case "code":
        return block.lines.map((line) => this.#plainSpan(line));
      case "table":
        return [block.head, ...block.rows].map((row) => row.map((cell) => this.#plainLine(cell)).join(", "));
      case "rule":
        return [];
    }
  }

  /** What answers in it; all of it where nothing stands out. */
  #plainExcerpt({ start, end, blocks }: ExcerptBlock): readonly string[] {
    const keys = this.#keys.filter((key) => start <= key.start && key.start < end);
    return keys.length > 0
      ? keys.map((key) => this.#plainSpan(key).trim())
      : blocks.flatMap((block) => this.#plainBlock(block));
  }

  #plainLine(content: readonly Inline[]): string {
    return content.map((inline) => this.#plainInline(inline)).join("");
  }

  #plainInline(inline: Inline): string {
    switch (inline.kind) {
      case "text":
        return this.#plainSpan(inline);
      case "character":
        return inline.value;
      case "code":
        return this.#plainSpan(inline.content);
      case "strong":
      case "emphasis":
      case "link":
        return this.#plainLine(inline.children);
    }
  }

  #plainSpan(span: Span): string {
    return this.pieces(span)
      .map((piece) => ("text" in piece ? piece.text : ""))
      .join("");
  }

  /** Where the way of showing may change within a span, its start included. */
  #cuts({ start, end }: Span): readonly number[] {
    return start < end ? [start, ...this.#edges.filter((edge) => edge > start && edge < end)] : [];
  }

  #textPiece(start: number, end: number): TextPiece {
    const quote = this.#quotes.find((candidate) => candidate.start <= start && end <= candidate.end);
    return {
      start,
      end,
      text: this.parts.text.slice(start, end),
      sentence: this.sentenceAt(start),
      language: quote === undefined ? "und" : quoteInPassage(quote.citation, this.parts.passages).language,
    };
  }
}

/**
 * Keeps the length, so that offsets stay valid.
 * @param what of the spans; line breaks stay in a quote of two paragraphs, so that it stays two
 */
function masked(text: string, literals: readonly Span[], what: RegExp): string {
  let result = text;
  for (const { start, end } of literals) {
    const inside = text.slice(start, end).replace(what, LITERAL);
    result = result.slice(0, start) + inside + result.slice(end);
  }
  return result;
}

function withoutSpaceBefore(
  next: TextPiece | Marker | undefined,
  piece: TextPiece | Marker,
): readonly (TextPiece | Marker)[] {
  if (!("text" in piece) || next === undefined || "text" in next) {
    return [piece];
  }
  const text = piece.text.trimEnd();
  return text === "" ? [] : [{ ...piece, text }];
}
