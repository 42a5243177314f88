/** V8 copies shorter parts of a text; longer ones are slices that keep the whole text in memory (`SlicedString::kMinLength`). */
const SHORTEST_SLICE = 13;

/**
 * The same text in memory of its own: what is remembered of a document must not keep the document in memory, whose
 * slice it may be.
 */
export function ownCopy(text: string): string {
  return text.length < SHORTEST_SLICE ? text : (JSON.parse(JSON.stringify(text)) as string);
}
