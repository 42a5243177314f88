import type { WriterEvent } from "./writer.js";

/** A marker, or several in one pair of brackets, with the white space before it, which the answer sets itself. */
const MARKER = /\s*\[\^?(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/u;

/** What may be the beginning of a marker when more text comes. */
const UNFINISHED = /\s*(?:\[(?:\^?\d[\d\s,;]{0,30}|\^)?)?$/u;

/**
 * The longest marker with the white space before it, in characters: further back there can be no beginning of one.
 */
const LONGEST = 200;

/** Where a text may go on as a marker; its end if it can't. */
function unfinishedAt(text: string): number {
  const from = Math.max(0, text.length - LONGEST);
  return from + (UNFINISHED.exec(text.slice(from))?.index ?? text.length - from);
}

/**
 * Finds the markers `[n]` in a model's text while it streams in, however it is cut into chunks. Markers in a row
 * are one citation: they stand behind the same sentence.
 *
 * @param passages how many passages the model was shown; a marker of any other is removed
 * @returns the text without the markers, and for each row of them a citation of passages `n - 1` of the context
 */
export async function* parseMarkers(
  chunks: AsyncIterable<string>,
  passages: number,
): AsyncGenerator<WriterEvent, void> {
  let pending = "";
  let row: number[] = [];
  const flush = function* (): Generator<WriterEvent, void> {
    const known = [...new Set(row)].filter((number) => number >= 1 && number <= passages);
    row = [];
    if (known.length > 0) {
      yield { type: "cite", sources: known.map((number) => ({ context: number - 1 })) };
    }
  };
  const text = function* (piece: string): Generator<WriterEvent, void> {
    yield* flush();
    yield { type: "text", text: piece };
  };
  for await (const chunk of chunks) {
    pending += chunk;
    for (let match = MARKER.exec(pending); match !== null; match = MARKER.exec(pending)) {
      if (match.index > 0) {
        yield* text(pending.slice(0, match.index));
      }
      row.push(...(match[1] ?? "").split(/[,;]/u).map(Number));
      pending = pending.slice(match.index + match[0].length);
    }
    const kept = unfinishedAt(pending);
    if (kept > 0) {
      yield* text(pending.slice(0, kept));
    }
    pending = pending.slice(kept);
  }
  if (pending.trim() !== "") {
    yield* text(pending);
  }
  yield* flush();
}
