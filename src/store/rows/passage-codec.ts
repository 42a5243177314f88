import type { Place, Span } from "../../core/document.js";
import { type Passage, passageId } from "../../core/passage.js";
import { placeOf } from "../../core/place.js";
import type { PassageInput } from "../../core/ports/store/writing.js";
import type { StoredParagraph } from "./paragraph-codec.js";
import { seal, sealJson, unsealJson } from "./seal.js";
import { encodeHashes } from "./text-hashes.js";

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
