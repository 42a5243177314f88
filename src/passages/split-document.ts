import type { Block, LoadedDocument, Span } from "../core/document.js";
import { detectLanguage, UNDETERMINED } from "../text/language.js";
import { sentences } from "../text/sentences.js";
import { hardCut } from "./hard-cut.js";
import { type WindowOptions, windows } from "./windows.js";

/** A block of a document cut for the index. All spans count from the start of the document's text. */
export interface SplitParagraph extends Span {
  readonly heading: readonly string[];
  readonly page: number | null;
  /** ISO 639-1 or `und`. */
  readonly language: string;
  /** In order, not overlapping; an over-long sentence comes in parts. */
  readonly sentences: readonly Span[];
  /** In order; neighbours may share a sentence. */
  readonly passages: readonly Span[];
}

/** A document cut for the index. */
export interface SplitDocument {
  readonly language: string;
  readonly paragraphs: readonly SplitParagraph[];
}

/** Small windows find the sentence, and the paragraph around them is scored as well (see retrieval). */
const DEFAULT_WINDOWS: WindowOptions = { targetCharacters: 350, maxCharacters: 1200, overlap: 1 };

/** Shorter paragraphs take the document's language: a guess from a few words is often wrong. */
const MIN_DETECTABLE = 60;

/**
 * Cuts a document into paragraphs and these into passages: windows of whole sentences that never leave their
 * paragraph. Every character that isn't white space lies in a passage, but for headings with text below
 * them: those are kept as the path of that text's passages.
 */
export function splitDocument(
  document: LoadedDocument,
  options: WindowOptions = DEFAULT_WINDOWS,
): SplitDocument {
  const language = detectLanguage(document.text);
  const bodies = document.blocks.filter((block, i) => isBody(block, document.blocks[i + 1]));
  return { language, paragraphs: bodies.map((block) => splitBlock(document.text, block, language, options)) };
}

/** A heading with nothing below it would be lost if it weren't a passage itself. */
function isBody(block: Block, next: Block | undefined): boolean {
  if (block.kind !== "heading") return true;
  return next === undefined || (next.kind === "heading" && next.heading.length <= block.heading.length);
}

function splitBlock(text: string, block: Block, fallback: string, options: WindowOptions): SplitParagraph {
  const { start, end, heading, page } = block;
  const language = paragraphLanguage(text.slice(start, end), fallback);
  const pieces = units(text, block, language).flatMap((unit) => hardCut(text, unit, options.maxCharacters));
  return { start, end, heading, page, language, sentences: pieces, passages: windows(pieces, options) };
}

function paragraphLanguage(paragraph: string, fallback: string): string {
  if (paragraph.length < MIN_DETECTABLE) return fallback;
  const language = detectLanguage(paragraph);
  return language === UNDETERMINED ? fallback : language;
}

/** Sentences of prose, lines of everything else. */
function units(text: string, block: Block, language: string): Span[] {
  const content = text.slice(block.start, block.end);
  const local = block.kind === "paragraph" ? sentences(content, language) : lines(content);
  return local.map(({ start, end }) => ({ start: block.start + start, end: block.start + end }));
}

function lines(content: string): Span[] {
  return Array.from(content.matchAll(/\S(?:[^\n]*\S)?/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
