import { vectorAt } from "../../vectors/quantised-vectors.js";
import { unitLength } from "../../vectors/vector.js";
import { type ParagraphContent, type ParagraphRow, unsealContent } from "./paragraph-codec.js";
import { unseal } from "./seal.js";
import { decodeHashes } from "./text-hashes.js";
import { decodeQuantised, decodeVector, type VectorRow } from "./vector-codec.js";

/** Whose vector a text's is: a passage's, a paragraph's, or that of one of its sentences. */
export type TextLocation =
  | { readonly passage: number }
  | { readonly paragraph: number; readonly sentence: number | null };

/**
 * Where the vectors of a document's texts are, by the hashes of the texts.
 * @throws FootnoteError `index_damaged`
 */
export function locateTexts(
  paragraphs: Iterable<Pick<ParagraphRow, "key" | "document" | "content">>,
  passages: Iterable<VectorRow>,
): Map<string, TextLocation> {
  const locations = new Map<string, TextLocation>();
  for (const row of paragraphs) {
    const [own, ...sentences] = decodeHashes(unsealContent(row).hashes);
    for (const [sentence, hash] of sentences.entries()) {
      locations.set(hash, { paragraph: row.key, sentence });
    }
    if (own !== undefined) {
      locations.set(own, { paragraph: row.key, sentence: null });
    }
  }
  for (const { key, vector } of passages) {
    const [, hashes] = unseal(vector, [key]);
    for (const hash of decodeHashes(hashes)) {
      locations.set(hash, { passage: key });
    }
  }
  return locations;
}

/**
 * The vector of a paragraph or of one of its sentences, of unit length; null if that is zero.
 * @param sentence its number; null for the paragraph
 * @throws FootnoteError `index_damaged`
 */
export function vectorIn(
  content: ParagraphContent,
  sentence: number | null,
  dimension: number,
): Float32Array | null {
  if (sentence === null) {
    return decodeVector(content.vector, dimension);
  }
  const quantised = decodeQuantised([content.scales, content.components], dimension);
  const { components, scale } = vectorAt(quantised, sentence, dimension);
  return unitLength(Float32Array.from(components, (component) => component * scale));
}
