import type { WriterEvent } from "../core/ports/writer.js";

/** A marker with the white space before it, which the answer sets itself. */
const MARKER = /\s*\[(\d{1,3})\]/u;

/** What may be the beginning of a marker when more text comes. */
const UNFINISHED = /\s*(?:\[\d{0,3})?$/u;

/**
 * Finds the markers `[n]` in a model's text while it streams in, however it is cut into chunks.
 *
 * @returns the text without the markers, and for each a citation of passage `n - 1` of the context
 */
export async function* parseMarkers(chunks: AsyncIterable<string>): AsyncGenerator<WriterEvent, void> {
  let pending = "";
  for await (const chunk of chunks) {
    pending += chunk;
    for (let match = MARKER.exec(pending); match !== null; match = MARKER.exec(pending)) {
      if (match.index > 0) yield { type: "text", text: pending.slice(0, match.index) };
      yield { type: "cite", context: Number(match[1]) - 1 };
      pending = pending.slice(match.index + match[0].length);
    }
    const kept = UNFINISHED.exec(pending)?.index ?? pending.length;
    if (kept > 0) yield { type: "text", text: pending.slice(0, kept) };
    pending = pending.slice(kept);
  }
  if (pending.trim() !== "") yield { type: "text", text: pending };
}
