import { LRUCache } from "lru-cache";
import type { Fields, WordTerms } from "../../core/passage.js";
import type { ParagraphInput } from "../../core/ports/store/writing.js";
import { vectorAt } from "../../vectors/quantised-vectors.js";
import { damaged } from "../errors.js";
import { ForwardSegment, type KeyRange } from "../lexical/forward-segment.js";
import type { Segment } from "../lexical/segment.js";
import { type TermFrequencies, visitTermFrequencies } from "../lexical/term-frequencies.js";
import type { DocumentAbout } from "./document-codec.js";
import { type ParagraphRow, toParagraph, unsealContent } from "./paragraph-codec.js";
import { type PassageRow, toPassageInput } from "./passage-codec.js";
import { readTermNames, type TermRow } from "./term-codec.js";
import { decodeHashes } from "./text-hashes.js";
import type { VectorRow } from "./vector-codec.js";

/** How many postings are kept turned round, at five bytes each: about four full segments. */
const CACHED_POSTINGS = 80_000_000;

/** A passage's row with its vector. */
export type WholePassageRow = PassageRow & VectorRow;

/** What all of a document's paragraphs are made with. */
export interface ParagraphSource {
  readonly about: Pick<DocumentAbout, "id" | "title">;
  /** Of the vectors. */
  readonly dimension: number;
}

/** Makes of rows what was put. Under a key nothing ever changes, so that what was read once is kept. */
export class ParagraphInputs {
  readonly #names = new Map<number, string>();
  #lastTerm = 0;
  /** The keys of the passages of every segment that was ever read. */
  readonly #extents = new Map<number, KeyRange>();
  readonly #segments = new LRUCache<number, ForwardSegment>({
    maxSize: CACHED_POSTINGS,
    sizeCalculation: ({ size }) => size + 1,
  });

  /** The last id of a term that is known; rows of the dictionary behind it are still to be added. */
  get lastTerm(): number {
    return this.#lastTerm;
  }

  /** @throws FootnoteError `index_damaged` */
  addTerms(rows: readonly TermRow[]): void {
    for (const row of rows) {
      readTermNames(row, this.#names);
      this.#lastTerm = Math.max(this.#lastTerm, row.lastId);
    }
  }

  /** Whether a segment may hold one of these passages: it doesn't if it was read before and is known not to. */
  mayHold(segment: number, passages: readonly WholePassageRow[]): boolean {
    const { first, last } = this.#extents.get(segment) ?? { first: 0, last: Number.POSITIVE_INFINITY };
    return passages.some(({ key }) => first <= key && key <= last);
  }

  /** A segment that is kept. @param key of its row */
  segment(key: number): ForwardSegment | undefined {
    return this.#segments.get(key);
  }

  /** Keeps a segment. @param key of its row */
  addSegment(key: number, segment: Segment): ForwardSegment {
    const forward = new ForwardSegment(segment);
    this.#segments.set(key, forward);
    this.#extents.set(key, forward.extent);
    return forward;
  }

  /**
   * Paragraphs as they were put.
   * @param passages theirs, by ascending key
   * @param segments that hold the passages
   * @throws FootnoteError `index_damaged`
   */
  make(
    paragraphs: readonly ParagraphRow[],
    passages: readonly WholePassageRow[],
    segments: readonly ForwardSegment[],
    source: ParagraphSource,
  ): ParagraphInput[] {
    return paragraphs.map((row) => {
      const own = passages.filter(({ paragraph }) => paragraph === row.key);
      return this.#toInput(row, own, segments, source);
    });
  }

  #toInput(
    row: ParagraphRow,
    passages: readonly WholePassageRow[],
    segments: readonly ForwardSegment[],
    { about, dimension }: ParagraphSource,
  ): ParagraphInput {
    const { start, end, language, vector, words, grams, ...stored } = toParagraph(row, about, dimension);
    // An older Footnote stored no hashes: none is a text's, so that it is embedded again when its file changes.
    const [textHash = "", ...hashes] = decodeHashes(unsealContent(row).hashes);
    return {
      start,
      end,
      language,
      vector,
      textHash,
      terms: this.#toTerms({ words: idsOf(words), grams: idsOf(grams) }),
      passages: passages.map((passage) => {
        const ids = findTerms(passage.key, segments);
        return toPassageInput(passage, this.#toTerms(ids), dimension);
      }),
      sentences: stored.sentences.map((sentence, i) => {
        const { components, scale } = vectorAt(stored.sentenceVectors, i, dimension);
        // Not brought to unit length: then it would be stored with another scale.
        const whole = Float32Array.from(components, (component) => component * scale);
        return { ...sentence, vector: whole, textHash: hashes[i] ?? "" };
      }),
    };
  }

  #toTerms({ words, grams }: Fields<readonly number[]>): WordTerms[] {
    return [{ stems: words.map((id) => this.#name(id)), grams: grams.map((id) => this.#name(id)) }];
  }

  #name(id: number): string {
    const name = this.#names.get(id);
    if (name === undefined) {
      throw damaged("The index's dictionary lacks a term.");
    }
    return name;
  }
}

function findTerms(passage: number, segments: readonly ForwardSegment[]): Fields<number[]> {
  for (const segment of segments) {
    const found = segment.termsOf(passage);
    if (found !== undefined) {
      return found;
    }
  }
  throw damaged("The index lacks the terms of a passage.");
}

/** With repetitions. */
function idsOf(frequencies: TermFrequencies): number[] {
  const ids: number[] = [];
  visitTermFrequencies(frequencies, (term, count) => {
    for (let i = count; i > 0; i--) {
      ids.push(term);
    }
  });
  return ids;
}
