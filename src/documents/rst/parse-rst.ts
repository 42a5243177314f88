import { LeftOutParts, type RstContext } from "./rst-context.js";
import { readDirective } from "./rst-directives.js";
import { inlineText, normalLabel, type RstNames } from "./rst-inline.js";
import { indentedBlock, indentOf, isBlank, skipBlank, untilBlank } from "./rst-lines.js";
import { type ReadNodes, readDefinitions, readFields, readLineBlock, readList } from "./rst-lists.js";
import { beginsGridTable, beginsSimpleTable, readGridTable, readSimpleTable } from "./rst-tables.js";
import type { RstNode } from "./rst-tree.js";

/** The line above or below a title: one sign again and again. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1+$/u;

/** A shorter line may be a sign of its own, such as `::` or `...`. */
const ADORNMENT_MIN = 4;

const DIRECTIVE = /^\.\. +([\w][\w:+.-]{0,60}?) ?::(?:\s+(.*))?$/u;

const SUBSTITUTION = /^ *\.\. +\|([^|]{1,200})\| +([\w-]{1,60})::[ \t]*(.*)((?:\n[ \t]+:.*){0,20})$/gmu;

/** A label with the title below it, which may have a line above it too. */
const LABELLED_TITLE =
  /^\.\. _([^:\n]{1,200}):[ \t]*\n{1,4}(?:([!-/:-@[-`{-~])\2{3,200}[ \t]*\n)?[ \t]*(\S[^\n]{0,300})\n([!-/:-@[-`{-~])\4{2,200}[ \t]*$/gmu;

/** The parts of a reStructuredText document (docutils, "reStructuredText Markup Specification"). */
export class RstParser implements RstContext {
  readonly #substitutions = new Map<string, string>();
  readonly #titles = new Map<string, string>();
  readonly names: RstNames = { substitutions: this.#substitutions, titles: this.#titles };
  readonly leftOut = new LeftOutParts();
  readonly #maxDepth: number;
  #depth = 0;
  /** The adornments of titles, by level. */
  readonly #adornments: string[] = [];

  /** @param maxDepth so deep are lists and quotes within each other read; what is deeper is plain text */
  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  /** @param source with spaces in place of tabs */
  parseDocument(source: string): readonly RstNode[] {
    for (const [, name = "", directive = "", text = "", options = ""] of source.matchAll(SUBSTITUTION)) {
      if (directive === "replace") {
        this.#substitutions.set(name, text);
      } else if (directive === "image" || directive === "unicode") {
        this.#substitutions.set(name, directive === "image" ? alternativeOf(options) : unicodeOf(text));
      }
    }
    for (const [name, text] of this.#substitutions) {
      this.#substitutions.set(name, inlineText(text, this.names));
    }
    for (const [, label = "", , title = ""] of source.matchAll(LABELLED_TITLE)) {
      this.#titles.set(normalLabel(label), this.#inline(title));
    }
    return this.#parseLines(source.split("\n"));
  }

  readonly parse = (lines: readonly string[]): readonly RstNode[] => {
    if (this.#depth >= this.#maxDepth) {
      return [{ type: "paragraph", text: this.#inline(lines.join(" ")) }];
    }
    this.#depth += 1;
    const nodes = this.#parseLines(lines);
    this.#depth -= 1;
    return nodes;
  };

  #parseLines(lines: readonly string[]): RstNode[] {
    const nodes: RstNode[] = [];
    for (let at = skipBlank(lines, 0); at < lines.length; at = skipBlank(lines, at)) {
      const read = this.#readAt(lines, at);
      for (const node of read.nodes) {
        nodes.push(node);
      }
      at = read.next;
    }
    return nodes;
  }

  #readAt(lines: readonly string[], at: number): ReadNodes {
    return (
      this.#readTitle(lines, at) ??
      this.#readExplicit(lines, at) ??
      this.#readTable(lines, at) ??
      readFields(lines, at, this) ??
      readList(lines, at, this) ??
      readLineBlock(lines, at, this) ??
      this.#readQuote(lines, at) ??
      readDefinitions(lines, at, this) ??
      this.#readParagraph(lines, at)
    );
  }

  /** Titles stand at the margin; a lone adornment is a line between two parts. */
  #readTitle(lines: readonly string[], at: number): ReadNodes | undefined {
    const [first = "", second = "", third = ""] = [lines[at], lines[at + 1], lines[at + 2]].map((line) =>
      line?.trimEnd(),
    );
    if (isAdornment(first)) {
      if (!isBlank(second) && third === first && !isAdornment(second)) {
        return { nodes: [this.#heading(second, `${first.charAt(0)}above`)], next: at + 3 };
      }
      return isBlank(second) && first.length >= ADORNMENT_MIN ? { nodes: [], next: at + 1 } : undefined;
    }
    if (indentOf(first) === 0 && isAdornment(second) && isLongEnough(second, first)) {
      return { nodes: [this.#heading(first, second.charAt(0))], next: at + 2 };
    }
    return undefined;
  }

  #heading(title: string, adornment: string): RstNode {
    if (!this.#adornments.includes(adornment)) {
      this.#adornments.push(adornment);
    }
    const level = this.#adornments.indexOf(adornment) + 1;
    return { type: "heading", level, text: this.#inline(title) };
  }

  /** What begins with two dots: directives, notes, and comments and targets, which readers don't see. */
  #readExplicit(lines: readonly string[], at: number): ReadNodes | undefined {
    const line = lines[at] ?? "";
    if (/^__(?:\s|$)/u.test(line)) {
      return { nodes: [], next: at + 1 };
    }
    if (!/^\.\.(?:\s|$)/u.test(line)) {
      return undefined;
    }
    if (line.trim() === ".." && isBlank(lines[at + 1])) {
      return { nodes: [], next: at + 1 };
    }
    const block = indentedBlock(lines, at + 1);
    const [, name, argument = ""] = DIRECTIVE.exec(line) ?? [];
    if (name !== undefined) {
      return { nodes: readDirective(name, argument, block.lines, this), next: block.next };
    }
    const [, label, text = ""] = /^\.\. +\[([^\]]{1,200})\](?:\s+(.*))?$/u.exec(line) ?? [];
    if (label === undefined) {
      return { nodes: [], next: block.next };
    }
    const children = this.parse([text, ...block.lines]);
    const shown = /^\p{L}/u.test(label) ? `[${label}]` : "";
    return { nodes: [{ type: "group", label: shown, children }], next: block.next };
  }

  #readTable(lines: readonly string[], at: number): ReadNodes | undefined {
    const line = lines[at] ?? "";
    const isGrid = beginsGridTable(line);
    if (!isGrid && !beginsSimpleTable(line)) {
      return undefined;
    }
    const block = isGrid ? untilBlank(lines, at) : simpleTableAt(lines, at);
    const { header, rows } = isGrid ? readGridTable(block.lines) : readSimpleTable(block.lines);
    const inCells = (row: readonly string[]) => row.map((cell) => this.#inline(cell));
    return {
      nodes: [{ type: "table", header: header === null ? null : inCells(header), rows: rows.map(inCells) }],
      next: block.next,
    };
  }

  #readQuote(lines: readonly string[], at: number): ReadNodes | undefined {
    if (indentOf(lines[at] ?? "") === 0) {
      return undefined;
    }
    const block = indentedBlock(lines, at);
    return { nodes: [{ type: "group", label: "", children: this.parse(block.lines) }], next: block.next };
  }

  /** A paragraph, and the code below it that it announces with two colons. */
  #readParagraph(lines: readonly string[], at: number): ReadNodes {
    const whole = untilBlank(lines, at);
    if (/^>>> /u.test(lines[at] ?? "")) {
      return { nodes: [{ type: "code", text: whole.lines.join("\n") }], next: whole.next };
    }
    const next = Math.min(endBefore(lines, at + 1), whole.next);
    const source = lines.slice(at, next).join("\n").trimEnd();
    const announces = source.endsWith("::");
    const text = announces
      ? source.replace(/(?:(^|\s)::|::)$/u, (_, space) => (space === undefined ? ":" : ""))
      : source;
    const nodes: RstNode[] = [{ type: "paragraph", text: this.#inline(text) }];
    const code = announces ? literalAt(lines, skipBlank(lines, next)) : undefined;
    if (code === undefined) {
      return { nodes, next };
    }
    nodes.push({ type: "code", text: code.lines.join("\n") });
    return { nodes, next: code.next };
  }

  #inline(source: string): string {
    return inlineText(source, this.names);
  }
}

function isAdornment(line: string): boolean {
  return ADORNMENT.test(line) && line !== "::" && line !== "..";
}

function isLongEnough(adornment: string, title: string): boolean {
  return adornment.length >= Math.min(title.length, ADORNMENT_MIN);
}

/** Directives right below a paragraph aren't meant to be part of it. */
function endBefore(lines: readonly string[], start: number): number {
  let end = start;
  while (end < lines.length && !isBlank(lines[end]) && !/^\.\. \S/u.test(lines[end] ?? "")) {
    end += 1;
  }
  return end;
}

/** Indented code, or code with the same sign in front of each line. */
function literalAt(lines: readonly string[], at: number) {
  const line = lines[at] ?? "";
  if (indentOf(line) > 0) {
    return at < lines.length ? indentedBlock(lines, at) : undefined;
  }
  return /^[!-/:-@[-`{-~]/u.test(line) && !/^\.\. /u.test(line) ? untilBlank(lines, at) : undefined;
}

/** A simple table has two or three borders, and may have blank lines between its rows. */
function simpleTableAt(lines: readonly string[], at: number) {
  const borders: number[] = [];
  for (let i = at; i < lines.length && borders.length < 3; i += 1) {
    if (beginsSimpleTable(lines[i] ?? "")) {
      borders.push(i);
      if (borders.length > 1 && isBlank(lines[i + 1])) {
        break;
      }
    }
  }
  const end = (borders.at(-1) ?? at) + 1;
  return { lines: lines.slice(at, end), next: end };
}

/** What describes a picture, of a directive's options. */
function alternativeOf(options: string): string {
  return /^[ \t]+:alt:[ \t]+(.*)$/mu.exec(options)?.[1] ?? "";
}

/** `0x2014 .. a dash` as a character. */
function unicodeOf(text: string): string {
  const codes = text.replace(/\s\.\.\s.*$/u, "").split(/\s+/u);
  return codes
    .map((code) => {
      const hex = /^(?:0x|\\?[xuU]\+?|&#x)([\da-fA-F]{1,6});?$/u.exec(code)?.[1];
      const point = Number.parseInt(hex ?? "", 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : code;
    })
    .join("");
}
