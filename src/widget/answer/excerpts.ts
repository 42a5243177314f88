import type { AnswerExcerpt, AnswerSentence } from "../../core/answer.js";
import type { Span } from "../../core/document.js";
import type { SourceCitation } from "../transport/chat-events.js";
import type { Block } from "./markdown.js";

/** A part of an answer that was taken whole from a document: no Markdown, whatever it holds. */
export interface ExcerptBlock extends Span {
  readonly kind: "excerpt";
  readonly citation: SourceCitation;
  /** The marker stands at the end of the last one. */
  readonly blocks: readonly Block[];
}

/** An excerpt in an answer's text, with what its marker points to. */
export interface CitedExcerpt extends AnswerExcerpt {
  readonly citation: SourceCitation;
}

/** The excerpts whose citation is there. */
export function citedExcerpts(
  excerpts: readonly AnswerExcerpt[],
  citations: readonly SourceCitation[],
): readonly CitedExcerpt[] {
  return excerpts.flatMap((excerpt) => {
    const citation = citations.find(({ marker }) => marker === excerpt.marker);
    return citation === undefined ? [] : [{ ...excerpt, citation }];
  });
}

/** The sentences of an excerpt that answer; none where all do, since then none stands out. */
export function keySentences(excerpt: Span, sentences: readonly AnswerSentence[]): readonly AnswerSentence[] {
  const within = sentences.filter(({ start }) => excerpt.start <= start && start < excerpt.end);
  const keys = within.filter(({ isKey }) => isKey);
  return keys.length < within.length ? keys : [];
}

/** What begins an item of a list in an excerpt: `- ` or its number, indented if it belongs to the item before. */
const ITEM = /^(\s*)(?:- |(\d{1,3})[.)] )/;

/**
 * The lines of an excerpt: paragraphs, and lists of items that follow each other.
 * @param span with the marker behind the excerpt, which belongs to its last line
 */
export function excerptBlocks(text: string, { start, end }: Span): readonly Block[] {
  const blocks: Block[] = [];
  for (const { 0: line, index } of text.slice(start, end).matchAll(/[^\n]+/g)) {
    const [prefix = "", indent, number] = ITEM.exec(line) ?? [];
    const span = { start: start + index + prefix.length, end: start + index + line.length };
    const paragraph: Block = { kind: "paragraph", ...span, content: [{ kind: "text", ...span }] };
    if (prefix === "") {
      blocks.push(paragraph);
    } else {
      addItem(blocks, paragraph, number === undefined ? null : Number(number), indent !== "");
    }
  }
  return blocks;
}

/** Continues the list at the end, or one within its last item, or begins a new one. @param number null without one */
function addItem(blocks: Block[], item: Block, number: number | null, isNested: boolean): void {
  const list = blocks.at(-1);
  const { start, end } = item;
  if (list?.kind === "list") {
    const items = list.items.map((inner) => [...inner]);
    const next = list.first === null ? null : list.first + items.length;
    if (isNested) {
      addItem(items.at(-1) ?? [], item, number, false);
    } else if (number === next) {
      items.push([item]);
    }
    if (isNested || number === next) {
      blocks[blocks.length - 1] = { ...list, end, items };
      return;
    }
  }
  blocks.push({ kind: "list", start, end, first: number, items: [[item]] });
}
