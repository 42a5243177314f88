import { alternativesOfAll } from "../../languages/find-language.js";
import { fold } from "../../text/words.js";
import type { Line } from "./layout.js";
import type { OutlineNode, Pdf } from "./open-pdf.js";

/** More bookmarks than this aren't read. */
const MAX_ENTRIES = 5000;
const MAX_LEVEL = 6;
/** A heading may be broken into so many lines. */
const MAX_LINES = 4;
/** An outline of which a smaller share is found on its pages doesn't tell the headings. */
const MIN_FOUND = 0.5;

/** A bookmark. */
export interface OutlineEntry {
  readonly title: string;
  /** 1 is the outermost. */
  readonly level: number;
  /** 1-based. */
  readonly page: number;
}

/** A document's bookmarks, in order; those that lead to no page are left out. */
export async function readOutline(pdf: Pdf): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const open = withLevel(await ignoringErrors(pdf.getOutline()), 1);
  for (let read = 0; read < MAX_ENTRIES; read++) {
    const next = open.pop();
    if (next === undefined) {
      break;
    }
    const page = await ignoringErrors(pageOf(pdf, next.node.dest));
    if (page !== null) {
      entries.push({ title: next.node.title, level: Math.min(next.level, MAX_LEVEL), page });
    }
    open.push(...withLevel(next.node.items, next.level + 1));
  }
  return entries;
}

/** Nodes as a stack, the first on top. */
function withLevel(
  nodes: readonly OutlineNode[] | null,
  level: number,
): { node: OutlineNode; level: number }[] {
  return (nodes ?? []).map((node) => ({ node, level })).toReversed();
}

async function pageOf(pdf: Pdf, dest: OutlineNode["dest"]): Promise<number | null> {
  const explicit = typeof dest === "string" ? await pdf.getDestination(dest) : dest;
  const target = explicit?.[0];
  if (typeof target === "number") {
    return target + 1;
  }
  return typeof target === "object" && target !== null ? (await pdf.getPageIndex(target)) + 1 : null;
}

/** A damaged outline is no reason to refuse the text. */
async function ignoringErrors<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch {
    return null;
  }
}

/**
 * The lines with those marked that are headings by the outline: lines of the entry's page, or the one after,
 * whose text is the entry's title but for its number. Nothing is marked if most entries aren't found.
 */
export function markOutline(lines: readonly Line[], entries: readonly OutlineEntry[]): Line[] {
  const byPage = indexesByPage(lines);
  const marks = new Map<number, NonNullable<Line["outline"]>>();
  let found = 0;
  for (const { title, level, page } of entries) {
    const candidates = [...(byPage.get(page) ?? []), ...(byPage.get(page + 1) ?? [])];
    const match = findTitle(
      lines,
      candidates.filter((index) => !marks.has(index)),
      title,
    );
    if (match === undefined) {
      continue;
    }
    found += 1;
    for (let i = 0; i < match.count; i++) {
      marks.set(match.index + i, { level, first: i === 0 });
    }
  }
  if (found < MIN_FOUND * entries.length) {
    return [...lines];
  }
  return lines.map((line, i) => {
    const outline = marks.get(i);
    return outline === undefined ? line : { ...line, outline };
  });
}

function indexesByPage(lines: readonly Line[]): Map<number, number[]> {
  const byPage = new Map<number, number[]>();
  for (const [index, { page }] of lines.entries()) {
    const indexes = byPage.get(page);
    if (indexes === undefined) {
      byPage.set(page, [index]);
    } else {
      indexes.push(index);
    }
  }
  return byPage;
}

/** The largest lines that are a title; the first of the largest. */
function findTitle(
  lines: readonly Line[],
  indexes: readonly number[],
  title: string,
): { index: number; count: number } | undefined {
  const wanted = comparable(title);
  if (wanted === "") {
    return undefined;
  }
  let best: { index: number; count: number } | undefined;
  for (const index of indexes) {
    const count = linesOfTitle(lines, index, wanted);
    const size = lines[index]?.size ?? 0;
    if (count > 0 && (best === undefined || size > (lines[best.index]?.size ?? 0))) {
      best = { index, count };
    }
  }
  return best;
}

/** How many lines from one on are the title; 0 if they aren't. */
function linesOfTitle(lines: readonly Line[], index: number, wanted: string): number {
  let text = "";
  for (let count = 1; count <= MAX_LINES; count++) {
    const line = lines[index + count - 1];
    if (line === undefined || line.page !== lines[index]?.page) {
      return 0;
    }
    text += `${line.text} `;
    const reached = comparable(text);
    if (reached === wanted) {
      return count;
    }
    if (!wanted.startsWith(reached)) {
      return 0;
    }
  }
  return 0;
}

/** The number of a chapter or section before its title. */
const NUMBERING = new RegExp(
  `^\\s*(?:(?:${alternativesOfAll(({ documents }) => documents.sections)})\\s+)?[\\d.ivx]+[.):\\s]+(?=\\s*\\p{L})`,
  "u",
);

/** The folded letters and digits of a title, without its number. */
function comparable(text: string): string {
  return fold(text)
    .replace(NUMBERING, "")
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}
