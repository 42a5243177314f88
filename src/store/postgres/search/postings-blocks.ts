import { binarySearch, type Postings } from "../../lexical/postings.js";
import { seal, unseal } from "../../rows/seal.js";

/** About how many bytes of postings a block has, unless one term alone has more. */
const BLOCK_BYTES = 8192;

/** A posting's bytes: the number of its text and how often the term is there. */
const POSTING_BYTES = 3;

/** What a term takes beside its postings. */
const TERM_BYTES = 2 * Uint32Array.BYTES_PER_ELEMENT;

const NOTHING = new Uint8Array();

/** Consecutive terms with their postings. */
export type TermBlock = Omit<Postings, "lengths">;

/** The postings of some terms of a field, without the lengths of its texts. */
export interface BlockDirectory {
  /** The last term of each block, ascending. */
  readonly lastTerms: Uint32Array;
  /** The key of each block. */
  readonly keys: Uint32Array;
}

/** Postings in blocks that are large enough to be rows of a table, and small enough to be read for a question. */
export function* splitPostings({ terms, starts, texts, counts }: Postings): Generator<TermBlock, void> {
  let first = 0;
  for (let position = 0; position < terms.length; position++) {
    const [from, end] = [starts[first] ?? 0, starts[position + 1] ?? 0];
    const bytes = POSTING_BYTES * (end - from) + TERM_BYTES * (position + 1 - first);
    if (bytes >= BLOCK_BYTES || position + 1 === terms.length) {
      yield {
        terms: terms.slice(first, position + 1),
        starts: starts.slice(first, position + 2).map((start) => start - from),
        texts: texts.slice(from, end),
        counts: counts.slice(from, end),
      };
      first = position + 1;
    }
  }
}

/** A block as a sealed blob. @param key of its row */
export function encodeBlock(key: number, { terms, starts, texts, counts }: TermBlock): Uint8Array {
  return seal([key], [terms, starts, texts, counts]);
}

/** The block behind `encodeBlock`'s blob; it shares its memory. @throws FootnoteError `index_damaged` */
export function decodeBlock(key: number, blob: ArrayBuffer): TermBlock {
  const [terms = NOTHING, starts = NOTHING, texts = NOTHING, counts = NOTHING] = unseal(blob, [key]);
  return {
    terms: words(terms),
    starts: words(starts),
    texts: new Uint16Array(texts.buffer, texts.byteOffset, texts.byteLength / Uint16Array.BYTES_PER_ELEMENT),
    counts,
  };
}

/** The key of the block that holds a term, if one does; it may also be a block without it. */
export function blockOf({ lastTerms, keys }: BlockDirectory, term: number): number | undefined {
  let low = 0;
  let high = lastTerms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lastTerms[middle] ?? 0) < term) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return keys[low];
}

/**
 * The postings of some terms, out of the blocks that hold them.
 * @param terms ascending, each once
 * @param blockWith gives the block that holds a term; undefined if none does
 */
export function pickPostings(
  lengths: Uint32Array,
  terms: Uint32Array,
  blockWith: (term: number) => TermBlock | undefined,
): Postings {
  const parts = [...terms].flatMap((term) => {
    const block = blockWith(term);
    const position = block === undefined ? -1 : binarySearch(block.terms, term);
    return block === undefined || position < 0
      ? []
      : [{ term, block, from: block.starts[position] ?? 0, end: block.starts[position + 1] ?? 0 }];
  });
  const starts = new Uint32Array(parts.length + 1);
  for (const [i, { from, end }] of parts.entries()) {
    starts[i + 1] = (starts[i] ?? 0) + end - from;
  }
  const size = starts.at(-1) ?? 0;
  const [texts, counts] = [new Uint16Array(size), new Uint8Array(size)];
  for (const [i, { block, from, end }] of parts.entries()) {
    texts.set(block.texts.subarray(from, end), starts[i]);
    counts.set(block.counts.subarray(from, end), starts[i]);
  }
  return { lengths, terms: Uint32Array.from(parts, ({ term }) => term), starts, texts, counts };
}

/** Blocks that follow one another, as one. @param lengths of the texts, in terms */
export function joinBlocks(lengths: Uint32Array, blocks: readonly TermBlock[]): Postings {
  const size = blocks.reduce((sum, { texts }) => sum + texts.length, 0);
  const termCount = blocks.reduce((sum, { terms }) => sum + terms.length, 0);
  const [terms, starts] = [new Uint32Array(termCount), new Uint32Array(termCount + 1)];
  const [texts, counts] = [new Uint16Array(size), new Uint8Array(size)];
  let [position, posting] = [0, 0];
  for (const block of blocks) {
    terms.set(block.terms, position);
    for (let i = 1; i < block.starts.length; i++) {
      starts[position + i] = posting + (block.starts[i] ?? 0);
    }
    texts.set(block.texts, posting);
    counts.set(block.counts, posting);
    position += block.terms.length;
    posting += block.texts.length;
  }
  return { lengths, terms, starts, texts, counts };
}

function words({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
}
