import type { Span } from "../core/document.js";

/** How long passages are and how they overlap. */
export interface WindowOptions {
  /** Sentences are put together up to this length, in UTF-16 code units. */
  readonly targetCharacters: number;
  /** A longer sentence is cut; shorter ones stay whole even if they are longer than the target. */
  readonly maxCharacters: number;
  /** How many sentences a passage repeats from the one before it. */
  readonly overlap: number;
}

/**
 * Groups pieces (sentences, or parts of over-long ones) into windows: as many whole pieces as fit into
 * `targetCharacters`, at least one; the next window repeats the last `overlap` pieces if something new still fits behind them.
 *
 * @param pieces in order, each no longer than a passage may be
 * @returns spans from the first piece's start to the last one's end; together they hold every piece
 */
export function windows(pieces: readonly Span[], options: WindowOptions): Span[] {
  const result: Span[] = [];
  let first = 0;
  let done = 0;
  while (done < pieces.length) {
    const start = pieces[first]?.start ?? 0;
    let last = first;
    while (last + 1 < pieces.length && fits(start, pieces[last + 1], options)) {
      last++;
    }
    if (last < done) {
      first++;
      continue;
    }
    result.push({ start, end: pieces[last]?.end ?? start });
    done = last + 1;
    first = Math.max(first + 1, done - options.overlap);
  }
  return result;
}

function fits(start: number, piece: Span | undefined, { targetCharacters }: WindowOptions): boolean {
  return piece !== undefined && piece.end - start <= targetCharacters;
}
