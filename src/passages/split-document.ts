import type { Block, LoadedDocument, Span } from "../core/document.js";
import { sentences } from "../text/sentences.js";
import { type DocumentLanguages, languagesOf } from "./block-languages.js";
import { hardCut } from "./hard-cut.js";
import { type Section, sectionsOf } from "./sections.js";
import { type WindowOptions, windows } from "./windows.js";

/**
 * Goes up whenever the same document is cut in another way: passage sizes, sentences, sections, the detection of its
 * languages, or what is put in front of passages when they are embedded (`ingest/embed-document.ts`). Then every
 * document is split again.
 */
export const PASSAGES_VERSION = 3;

/** A block of a document cut for the index. All spans count from the start of the document's text. */
export interface SplitParagraph extends Span {
  readonly heading: readonly string[];
  /**
   * What leads into the paragraph, such as the sentence before a list, if the paragraph begins with it. It
   * belongs in front of a passage that doesn't hold it when that is embedded.
   */
  readonly lead: Span | null;
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

/**
 * Cuts a document into paragraphs and these into passages that never leave their paragraph: windows of whole
 * sentences of prose and of whole rows of a table; a list or code whole if it fits, else windows of lines. What
 * a sentence leads into is one paragraph with it. Every character that isn't white space lies in a passage, but
 * for headings with text below them: those are kept as the path of that text's passages.
 */
export function splitDocument(
  document: LoadedDocument,
  options: WindowOptions = DEFAULT_WINDOWS,
): SplitDocument {
  const languages = languagesOf(document);
  const sections = sectionsOf(document.text, document.blocks);
  return {
    language: languages.language,
    paragraphs: sections.map((section) => splitSection(document.text, section, languages, options)),
  };
}

function splitSection(
  text: string,
  { start, end, lead, block }: Section,
  languages: DocumentLanguages,
  options: WindowOptions,
): SplitParagraph {
  const language = languages.of({ start, end }, block);
  const pieces = (part: Block) =>
    splitUnits(text, part, language).flatMap((unit) => hardCut(text, unit, options.maxCharacters));
  const before = lead === null ? [] : pieces(lead);
  const sentences = [...before, ...pieces(block)];
  const belongsTogether = lead !== null || block.kind === "list" || block.kind === "code";
  const passages = belongsTogether && end - start <= options.maxCharacters ? [{ start, end }] : undefined;
  return {
    start,
    end,
    heading: block.heading,
    lead: before.at(-1) ?? null,
    language,
    sentences,
    passages: passages ?? windows(sentences, options),
  };
}

/** What of a block is kept whole: sentences of prose, lines of everything else. Spans are the document's. */
function splitUnits(text: string, block: Block, language: string): Span[] {
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
