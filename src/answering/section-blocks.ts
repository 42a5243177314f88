import type { BlockKind, Span } from "../core/document.js";
import { beginsEntry } from "../text/log-entries.js";

/** A paragraph, list, table or piece of code of a section. */
export interface SectionBlock extends Span {
  readonly kind: Exclude<BlockKind, "heading">;
}

/** What begins an item of a list: a bullet, `1.`, `1)`, `a)`, `1.2.`. `(1)` counts the paragraphs of a statute. */
const ITEM = /^\s*(?:[-*+•–·▪‣◦]|(?:\d{1,2}\.){1,3}|\d{1,2}\)|[a-z]\))\s+\S/u;

/** A row as loaders write it: `Name: A | Size: 12`. */
const ROW = /^[^|\n]{1,80}: [^\n]* \| [^|\n]{1,80}: /u;

/** The end of a sentence, or of what leads into something. */
const SENTENCE_END = /[.!?:;,…。！？：]["”“»)\]]*\s*$/u;

/** What code is full of and prose isn't. */
const CODE_MARKS = /[{}<>=;$\\/_|#[\]`]|(?<=\s)--?\w|\w\(\)|\w\.\w/gu;

/** Links, anchors, references and entities that loaders left in prose. */
const MARKUP_OF_PROSE = /!?\[[^\]\n]*\]\([^\n]*?\)|\{[#:][^}\n]*\}|\[\^?\w+\]|&\w+;/gu;

/** Code has at least one such mark in so many characters. */
const CHARACTERS_PER_MARK = 25;

/** Whether a line begins an item of a list. */
function beginsItem(line: string): boolean {
  return ITEM.test(line);
}

/**
 * The blocks of a part of a document, in order, as blank lines and the look of lines tell them: loaders put a blank
 * line between two blocks, and what a block was isn't stored. Lists and pieces of code that only blank lines part are
 * one block.
 *
 * @param part begins and ends where lines do
 */
export function blocksIn(text: string, part: Span): SectionBlock[] {
  const blocks: SectionBlock[] = [];
  for (const chunk of chunksIn(text, part)) {
    for (const block of partsOf(text, chunk)) {
      const before = blocks.at(-1);
      if (before !== undefined && before.kind === block.kind && GOES_ON.has(block.kind)) {
        blocks[blocks.length - 1] = { ...before, end: block.end };
      } else {
        blocks.push(block);
      }
    }
  }
  return blocks;
}

/** Kinds whose blocks go on over a blank line. */
const GOES_ON: ReadonlySet<BlockKind> = new Set(["list", "code"]);

/** What stands between blank lines. */
function* chunksIn(text: string, { start, end }: Span): Generator<Span> {
  for (const match of text.slice(start, end).matchAll(/\S(?:[^\n]|\n(?!\s*\n))*/gu)) {
    const content = match[0].trimEnd();
    const from = start + match.index;
    yield { start: lineStart(text, from, start), end: from + content.length };
  }
}

/** The start of the line, which keeps an indentation, unless something else stands before. */
function lineStart(text: string, from: number, least: number): number {
  let start = from;
  while (start > least && /[ \t]/u.test(text.charAt(start - 1))) {
    start--;
  }
  return start;
}

/** A chunk as one block, or as a paragraph and the list that it leads into. */
function partsOf(text: string, chunk: Span): SectionBlock[] {
  const content = text.slice(chunk.start, chunk.end);
  const lines = content.split("\n");
  const first = lines.findIndex(beginsItem);
  if (
    first > 0 &&
    (/[:：]\s*$/u.test(lines[first - 1] ?? "") || lines.slice(first).filter(beginsItem).length > 1)
  ) {
    const lead = lines.slice(0, first).join("\n");
    return [
      { kind: "paragraph", start: chunk.start, end: chunk.start + lead.length },
      { kind: "list", start: chunk.start + lead.length + 1, end: chunk.end },
    ];
  }
  return [{ ...chunk, kind: kindOf(content, lines) }];
}

function kindOf(content: string, lines: readonly string[]): SectionBlock["kind"] {
  const [first = ""] = lines;
  if (beginsItem(first)) {
    return "list";
  }
  if (lines.every((line) => line.includes(" | ")) && (lines.length > 1 || ROW.test(first))) {
    return "table";
  }
  if (beginsEntry(first) && lines.filter(beginsEntry).length > 1) {
    return "table";
  }
  return isCode(content, lines) ? "code" : "paragraph";
}

function isCode(content: string, lines: readonly string[]): boolean {
  if (lines.some((line) => /[.!?:。！？：]["”“»)]*\s*$/u.test(line) && /^\s*\p{Lu}\S* \S+ /u.test(line))) {
    return false;
  }
  if (lines.length === 1 && SENTENCE_END.test(content)) {
    return false;
  }
  const said = content.replace(MARKUP_OF_PROSE, "").replace(/\s+/gu, " ");
  const marks = said.match(CODE_MARKS)?.length ?? 0;
  return marks > 0 && marks * CHARACTERS_PER_MARK >= said.length;
}
