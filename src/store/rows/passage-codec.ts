import type { Place, Span } from "../../core/document.js";
import { type Passage, passageId, type WordTerms } from "../../core/passage.js";
import { placeOf } from "../../core/place.js";
import type { PassageInput } from "../../core/ports/store/writing.js";
import type { StoredParagraph } from "./paragraph-codec.js";
import { seal, sealJson, unseal, unsealJson } from "./seal.js";
import { decodeHashes, encodeHashes } from "./text-hashes.js";
import { decodeVector, type VectorRow } from "./vector-codec.js";

/** What a passage's row says beside its terms and its vector. */
interface PassageAbout extends Span, Place {
  readonly heading: readonly string[];
}

/** What of a passage's row is read with its paragraph. */
export interface PassageRow {
  readonly key: number;
  /** The paragraph's key. */
  readonly paragraph: number;
  readonly about: ArrayBuffer;
}

/** A passage's row as it is written. */
export interface SealedPassage {
  readonly key: number;
  readonly paragraph: number;
  readonly about: Uint8Array;
  /** Its vector, and the hash of the text that it is of. */
  readonly vector: Uint8Array;
}

/** A passage's row. @param keys its own and its paragraph's */
export function sealPassage(
  { key, paragraph }: { readonly key: number; readonly paragraph: number },
  passage: PassageInput,
): SealedPassage {
  const { start, end, heading, vector } = passage;
  const about: PassageAbout = { start, end, ...placeOf(passage), heading };
  return {
    key,
    paragraph,
    about: sealJson([key, paragraph], about),
    vector: seal([key], [vector, encodeHashes([passage])]),
  };
}

/** A passage as it is put. @throws FootnoteError `index_damaged` */
export function toPassageInput(
  { key, paragraph, about, vector: sealed }: PassageRow & VectorRow,
  terms: readonly WordTerms[],
  dimension: number,
): PassageInput {
  const { start, end, heading, ...place } = unsealJson<PassageAbout>(about, [key, paragraph]);
  const [vector = new Uint8Array(), hashes] = unseal(sealed, [key]);
  const [textHash = ""] = decodeHashes(hashes);
  return { start, end, ...place, heading, vector: decodeVector(vector, dimension), textHash, terms };
}

/** @throws FootnoteError `index_damaged` */
export function toPassage(row: PassageRow, paragraph: StoredParagraph): Passage {
  const { start, end, heading, ...place } = unsealJson<PassageAbout>(row.about, [row.key, row.paragraph]);
  return {
    id: passageId(paragraph.documentId, { start, end }),
    documentId: paragraph.documentId,
    title: paragraph.title,
    start,
    end,
    text: paragraph.text.slice(start - paragraph.start, end - paragraph.start),
    ...place,
    heading,
    language: paragraph.language,
  };
}
