import type { PageText, Segment } from "./layout.js";

/** Documents of fewer pages are left as they are. */
const MIN_PAGES = 3;
/** The share of a page's height, at its top and at its bottom, in which running lines stand. */
const ZONE = 0.15;
/** How many lines from the edge they may be. */
const MAX_LINES = 3;
/** How far the same line may be off from page to page, in points. */
const BUCKET = 4;
/** The share of pages on which a line is a running one wherever it stands. */
const MOST_PAGES = 0.5;
/** A line that is repeated less often is one if so much white space sets it apart, in font sizes. */
const APART = 1.5;

/** A piece of text at the edge of a page. */
interface EdgePiece {
  readonly page: number;
  readonly segment: Segment;
  /** What stands on the same line, itself included. */
  readonly row: readonly Segment[];
  /** The same on every page on which the text, but for its numbers, is the same at the same place. */
  readonly keys: readonly string[];
  readonly apart: boolean;
}

/** The pages without running headers, footers, page numbers and watermarks: what stands on many pages alike. */
export function withoutRunningLines(pages: readonly PageText[]): PageText[] {
  if (pages.length < MIN_PAGES) {
    return [...pages];
  }
  const pieces = pages.flatMap(edgePieces);
  const pagesOfKey = new Map<string, Set<number>>();
  for (const { keys, page } of pieces) {
    for (const key of keys) {
      const known = pagesOfKey.get(key);
      if (known === undefined) {
        pagesOfKey.set(key, new Set([page]));
      } else {
        known.add(page);
      }
    }
  }
  const running = new Set<Segment>();
  for (const { segment, row, apart, keys } of pieces) {
    const count = Math.max(...keys.map((key) => pagesOfKey.get(key)?.size ?? 0));
    if (count < MIN_PAGES) {
      continue;
    }
    // A chapter's name beside a page number isn't body text either.
    if (apart) {
      for (const beside of row) {
        running.add(beside);
      }
    } else if (count >= MOST_PAGES * pages.length) {
      running.add(segment);
    }
  }
  return pages.map((page) => withoutSegments(page, running));
}

/** A page that consists of nothing else keeps it: then it is what the page says. */
function withoutSegments(page: PageText, running: ReadonlySet<Segment>): PageText {
  const segments = page.segments.filter((segment) => !running.has(segment));
  return segments.length === 0 ? page : { ...page, segments };
}

function edgePieces({ page, height, segments }: PageText): EdgePiece[] {
  const upright = segments.filter(({ turn }) => turn === 0).toSorted((a, b) => a.y - b.y);
  const top = edgeRows(rows(upright), ({ y }) => y <= ZONE * height);
  const bottom = edgeRows(rows(upright.toReversed()), ({ y }) => y >= (1 - ZONE) * height);
  const pieces = ({ row, apart }: EdgeRow, from: number): EdgePiece[] =>
    row.map((segment) => ({ page, segment, row, apart, keys: keys(segment, Math.abs(segment.y - from)) }));
  const turned = segments.filter(({ turn }) => turn !== 0);
  return [
    ...top.flatMap((row) => pieces(row, 0)),
    ...bottom.flatMap((row) => pieces(row, height)),
    ...turned.flatMap((segment) => pieces({ row: [segment], apart: true }, 0)),
  ];
}

interface EdgeRow {
  readonly row: readonly Segment[];
  /** Whether white space sets it apart from the body. */
  readonly apart: boolean;
}

/** From the edge inwards as far as the first wide gap; what comes after that is the body. */
function edgeRows(all: readonly Segment[][], isInZone: (segment: Segment) => boolean): EdgeRow[] {
  const outer = all.slice(0, MAX_LINES).filter(([first]) => first !== undefined && isInZone(first));
  const gap = outer.findIndex((row, i) => isApart(row, all[i + 1]));
  return (gap === -1 ? outer : outer.slice(0, gap + 1)).map((row) => ({ row, apart: gap !== -1 }));
}

/** The segments, which are in order of height, by line. */
function rows(segments: readonly Segment[]): Segment[][] {
  const result: Segment[][] = [];
  for (const segment of segments) {
    const row = result.at(-1);
    if (row !== undefined && Math.abs((row[0]?.y ?? 0) - segment.y) <= segment.size / 2) {
      row.push(segment);
    } else {
      result.push([segment]);
    }
  }
  return result;
}

function isApart([first]: readonly Segment[], [inner]: readonly Segment[] = []): boolean {
  if (first === undefined || inner === undefined) {
    return false;
  }
  return Math.abs(first.y - inner.y) > (1 + APART) * Math.max(first.size, inner.size);
}

/** Two keys of overlapping buckets, since lines that are a point apart may fall into two buckets. */
function keys({ text, turn }: Segment, fromEdge: number): string[] {
  const plain = text
    .toLowerCase()
    .replace(/\d+/gu, "#")
    .replace(/^[ivxlc]+$/u, "#")
    .replace(/\s+/gu, " ");
  const bucket = fromEdge / BUCKET;
  return [Math.floor(bucket), Math.floor(bucket + 0.5) + 0.5].map(
    (at) => `${Math.min(turn, 1)} ${at} ${plain}`,
  );
}
