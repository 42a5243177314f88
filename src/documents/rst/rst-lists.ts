import type { RstContext } from "./rst-context.js";
import { inlineText, withoutMarkup } from "./rst-inline.js";
import { indentedBlock, indentOf, isBlank, skipBlank } from "./rst-lines.js";
import type { Definition, ListItem, RstNode } from "./rst-tree.js";

/** A part of a document and the line behind it. */
export interface ReadNodes {
  readonly nodes: readonly RstNode[];
  readonly next: number;
}

/** A line that begins an item, taken apart. */
interface ItemLine {
  /** What all items of one list have in common. */
  readonly kind: string;
  readonly marker: string;
  /** How many characters stand in front of the text. */
  readonly width: number;
  readonly text: string;
}

const BULLET = /^([*+\-•‣⁃])(?:(\s+)(\S.*)|\s*)$/u;

const ENUMERATOR = /^(\(?(?:\d{1,9}|#|[A-Za-z]|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})[.)])( +)(\S.*)$/u;

/** Reads a bullet list or an enumerated list, or gives undefined. */
export function readList(
  lines: readonly string[],
  start: number,
  context: RstContext,
): ReadNodes | undefined {
  const first = itemAt(lines, start);
  if (first === undefined) {
    return undefined;
  }
  const items: ListItem[] = [];
  let next = start;
  for (let item: ItemLine | undefined = first; item?.kind === first.kind; item = itemAt(lines, next)) {
    const block = indentedBlock(lines, next + 1, item.width);
    const children = context.parse([item.text, ...block.lines]);
    const marker = item.kind === "bullet" ? "-" : item.marker.replace("#", String(items.length + 1));
    items.push({ marker, children });
    next = skipBlank(lines, block.next);
  }
  return { nodes: [{ type: "list", items }], next };
}

function itemAt(lines: readonly string[], at: number): ItemLine | undefined {
  const line = lines[at] ?? "";
  const [, bullet, space = " ", text = ""] = BULLET.exec(line) ?? [];
  if (bullet !== undefined) {
    return { kind: "bullet", marker: bullet, width: 1 + space.length, text };
  }
  const [, marker, gap = "", rest = ""] = ENUMERATOR.exec(line) ?? [];
  if (marker === undefined || !mayFollowItem(lines[at + 1])) {
    return undefined;
  }
  return { kind: "enumerated", marker, width: marker.length + gap.length, text: rest };
}

/** A number or letter only begins an item if the text below it is indented; `A. Einstein` may begin a paragraph. */
function mayFollowItem(line: string | undefined): boolean {
  return line === undefined || indentOf(line) > 0 || ENUMERATOR.test(line);
}

const FIELD = /^:([^:`\s](?:[^:`]|:(?!\s|$)){0,200}):(?:\s+(.*))?$/u;

const OPTION =
  /^((?:--?\w|\/[A-Z])[^\s,]*(?:[ =][^\s,]+)?(?:, (?:--?\w|\/[A-Z])[^\s,]*(?:[ =][^\s,]+)?)*)(?: {2,}(\S.*))?$/u;

/** Reads a list of fields or of command-line options, or gives undefined. */
export function readFields(
  lines: readonly string[],
  start: number,
  context: RstContext,
): ReadNodes | undefined {
  const pattern = [FIELD, OPTION].find((candidate) => matchesField(candidate, lines, start));
  if (pattern === undefined) {
    return undefined;
  }
  const items: Definition[] = [];
  let next = start;
  while (matchesField(pattern, lines, next)) {
    const [, name = "", value = ""] = pattern.exec(lines[next] ?? "") ?? [];
    const block = indentedBlock(lines, next + 1);
    const term = pattern === FIELD ? inlineText(name, context.names) : name;
    items.push({ term, children: context.parse([value, ...block.lines]) });
    next = skipBlank(lines, block.next);
  }
  return { nodes: [{ type: "definitions", items }], next };
}

function matchesField(pattern: RegExp, lines: readonly string[], at: number): boolean {
  const match = pattern.exec(lines[at] ?? "");
  // An option needs its description, beside it or below.
  return match !== null && (pattern === FIELD || match[2] !== undefined || isIndented(lines[at + 1]));
}

function isIndented(line: string | undefined): boolean {
  return line !== undefined && !isBlank(line) && indentOf(line) > 0;
}

/** Reads a definition list, or gives undefined: terms with an indented block right below each. */
export function readDefinitions(
  lines: readonly string[],
  start: number,
  context: RstContext,
): ReadNodes | undefined {
  const items: Definition[] = [];
  let next = start;
  while (isTerm(lines, next)) {
    const [term = "", ...classifiers] = (lines[next] ?? "").split(" : ");
    const block = indentedBlock(lines, next + 1);
    const shown = inlineText(term, context.names);
    const kind = inlineText(classifiers.join(", "), context.names);
    items.push({ term: kind === "" ? shown : `${shown} (${kind})`, children: context.parse(block.lines) });
    next = skipBlank(lines, block.next);
  }
  return items.length === 0 ? undefined : { nodes: [{ type: "definitions", items }], next };
}

function isTerm(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return indentOf(line) === 0 && !/^\.\.(?:\s|$)|::\s*$/u.test(line) && isIndented(lines[at + 1]);
}

/** Reads a line block, whose lines stay lines, or gives undefined. */
export function readLineBlock(
  lines: readonly string[],
  start: number,
  { names }: RstContext,
): ReadNodes | undefined {
  const shown: string[] = [];
  let next = start;
  for (; next < lines.length && !isBlank(lines[next]); next += 1) {
    const line = lines[next] ?? "";
    if (/^\|(?:\s|$)/u.test(line)) {
      shown.push(line.slice(1));
    } else if (shown.length > 0 && indentOf(line) > 0) {
      shown.push(`${shown.pop() ?? ""} ${line.trim()}`);
    } else {
      break;
    }
  }
  const text = withoutMarkup(shown.map((line) => line.trim()).join("\n"), names);
  return shown.length === 0 ? undefined : { nodes: [{ type: "paragraph", text }], next };
}
