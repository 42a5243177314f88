import type { AnswerSentence } from "../core/answer.js";
import type { Span } from "../core/document.js";
import { readSentences } from "./read-sentences.js";
import type { WrittenAnswer, WrittenExcerpt } from "./write-answer.js";

/** An answer as it was written. */
type Written = Pick<WrittenAnswer, "text" | "citations" | "excerpts" | "introductions">;

/** A part of an answer whose sentences are known. */
interface Block extends Span {
  readonly sentences: readonly AnswerSentence[];
}

/**
 * The sentences of an answer, and how each stands.
 * @param language ISO 639-1 code of the answer's language
 */
export function answerSentences(written: Written, language: string): AnswerSentence[] {
  const { text, citations, excerpts, introductions } = written;
  const verified = new Map(citations.map((citation) => [citation.marker, citation.verified]));
  const stated = ({ start, end }: Span) => ({ start, end, state: stateOf(text.slice(start, end), verified) });
  const blocks: Block[] = [
    ...excerpts.map((excerpt) => excerptBlock(written, excerpt)),
    ...introductions.map((introduction) => ({ ...introduction, sentences: [] })),
  ].sort((a, b) => a.start - b.start);
  const found: AnswerSentence[] = [];
  let from = 0;
  for (const block of blocks) {
    if (block.end > from) {
      found.push(...sentenceSpans(text, from, block.start, language).map(stated), ...block.sentences);
      from = block.end;
    }
  }
  return [...found, ...sentenceSpans(text, from, text.length, language).map(stated)];
}

/** An excerpt with its footnote: its keys are whole sentences, and all stand as the footnote does. */
function excerptBlock({ text, citations }: Written, excerpt: WrittenExcerpt): Block {
  const isVerified = citations.some(({ marker, verified }) => marker === excerpt.marker && verified);
  const state: AnswerSentence["state"] = isVerified ? "verified" : "unverified";
  const found: AnswerSentence[] = [];
  const addBetween = (start: number, end: number) =>
    found.push(...sentenceSpans(text, start, end, excerpt.language).map((span) => ({ ...span, state })));
  let from = excerpt.start;
  for (const { start, end } of excerpt.keys) {
    addBetween(from, start);
    found.push({ start, end, state, isKey: true });
    from = end;
  }
  addBetween(from, excerpt.end);
  const end = excerpt.end + ` [${excerpt.marker}]`.length;
  const last = found.pop();
  return { start: excerpt.start, end, sentences: last === undefined ? [] : [...found, { ...last, end }] };
}

/** The sentences of a part of the answer; a heading or an item of a list ends with its line. */
function sentenceSpans(answer: string, from: number, to: number, language: string): Span[] {
  return Array.from(answer.slice(from, to).matchAll(/[^\n]+/gu)).flatMap(({ 0: line, index }) =>
    readSentences(line, language)
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
