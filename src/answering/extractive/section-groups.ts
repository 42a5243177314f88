import type { Span } from "../../core/document.js";
import { readSentences } from "../read-sentences.js";
import type { SectionBlock } from "../section-blocks.js";
import type { DocumentSection } from "../sections.js";

/** Blocks that are understood together only: a list with its lead-in, an option with its explanation, code with its. */
export interface BlockGroup extends Span {
  readonly blocks: readonly SectionBlock[];
}

/** A shorter paragraph without the end of a sentence names what follows: an option, a term, the caption of a table. */
const LONGEST_LABEL = 120;

const COLON = /[:：]\s*$/u;
const ENDS_SENTENCE = /[.!?;…。！？]["”“»)\]]*\s*$/u;

function groupsOf(section: DocumentSection): BlockGroup[] {
  const groups: SectionBlock[][] = [];
  for (const [i, block] of section.blocks.entries()) {
    const last = groups.at(-1);
    const before = section.blocks[i - 1];
    if (last !== undefined && before !== undefined && belongTogether(before, block, section)) {
      last.push(block);
    } else {
      groups.push([block]);
    }
  }
  return groups.map((blocks) => ({
    blocks,
    start: blocks[0]?.start ?? section.start,
    end: blocks.at(-1)?.end ?? section.end,
  }));
}

/** Whether a block leads into the next one or names it, or the next one is code that it explains. */
function belongTogether(block: SectionBlock, next: SectionBlock, section: DocumentSection): boolean {
  const text = within(section, block);
  if (next.kind === "code" || COLON.test(text)) {
    return block.kind !== "table" && block.kind !== "code";
  }
  const isLabel = text.length <= LONGEST_LABEL && !text.includes("\n");
  return block.kind === "paragraph" && !ENDS_SENTENCE.test(text) && (isLabel || next.kind === "list");
}

/** A section with its groups and their units, which are found once however many excerpts are cut out of it. */
export class SectionParts {
  readonly section: DocumentSection;
  /** Of the section's text: ISO 639-1 or `und`. */
  readonly language: string;
  #groups: readonly BlockGroup[] | undefined;
  readonly #units = new Map<BlockGroup, readonly Span[]>();

  constructor(section: DocumentSection, language: string) {
    this.section = section;
    this.language = language;
  }

  /** In order; each block is in one. */
  get groups(): readonly BlockGroup[] {
    this.#groups ??= groupsOf(this.section);
    return this.#groups;
  }

  /** The smallest pieces of a group at whose borders an excerpt may be cut: sentences, items of a list, rows, lines. */
  unitsOf(group: BlockGroup): readonly Span[] {
    const units = this.#units.get(group) ?? unitsOf(group, this.section, this.language);
    this.#units.set(group, units);
    return units;
  }
}

function unitsOf(group: BlockGroup, section: DocumentSection, language: string): Span[] {
  return group.blocks.flatMap((block) => {
    const text = within(section, block);
    const isProse = block.kind === "paragraph" && !LINES.test(text);
    const local = isProse ? readSentences(text, language) : entries(text, block.kind);
    return local.map(({ start, end }) => ({ start: block.start + start, end: block.start + end }));
  });
}

/** Lines that no sentence ends in front of: an outline, a listing. */
const LINES = /^(?:[^\n]{1,150}[^.!?…\n]\n){4}/u;

/** Lines; those of a list that go on with an item, and indented ones, as in a log, belong to the line above. */
function entries(text: string, kind: SectionBlock["kind"]): Span[] {
  const spans: Span[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]+/gu)) {
    const last = spans.at(-1);
    const end = index + line.trimEnd().length;
    if (line.trim() === "") {
      continue;
    }
    const goesOn =
      kind === "list" ? /^\s/u.test(line) || !TOP_ITEM.test(line) : kind === "table" && /^\s/u.test(line);
    if (goesOn && last !== undefined) {
      spans[spans.length - 1] = { start: last.start, end };
    } else {
      spans.push({ start: index, end });
    }
  }
  return spans;
}

const TOP_ITEM = /^(?:[-*+•–·▪‣◦]|(?:\d{1,2}\.){1,3}|\d{1,2}\)|[a-z]\))\s/u;

/** The text of a span inside a section. */
export function within(section: DocumentSection, { start, end }: Span): string {
  return section.text.slice(start - section.start, end - section.start);
}
