import { LRUCache } from "lru-cache";
import { eachField, type Fields } from "../../../core/passage.js";
import { damaged } from "../../errors.js";
import type { Segment } from "../../lexical/segment.js";
import type { Session } from "../connection/session.js";
import { blockOf, decodeBlock, pickPostings, type TermBlock } from "./postings-blocks.js";
import { through } from "./row-cache.js";
import type { SegmentHead } from "./segment-head.js";

/** The most that blocks take in memory. */
const CACHED_BYTES = 64 * 1024 * 1024;

/** The ids of the terms that a question asks for, ascending, each once. */
export type AskedTerms = Fields<Uint32Array>;

/** Reads the postings of a question's terms; keeps those that were read last. */
export class PostingsCache {
  readonly #blocks = new LRUCache<number, TermBlock>({
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ texts, counts, terms, starts }) =>
      texts.byteLength + counts.byteLength + terms.byteLength + starts.byteLength + 1,
  });

  /** The postings of some terms in each of some segments. @throws FootnoteError `index_damaged` */
  async read(
    session: Session,
    heads: readonly SegmentHead[],
    asked: (segment: Segment) => AskedTerms | undefined,
  ): Promise<(segment: Segment) => Segment["passages"]> {
    const wanted = heads.flatMap((head) => {
      const terms = asked(head.segment);
      return terms === undefined ? [] : [{ head, terms }];
    });
    const keys = new Set(
      wanted.flatMap(({ head, terms }) => [
        ...blocksOf(head, "words", terms),
        ...blocksOf(head, "grams", terms),
      ]),
    );
    const blocks = await through(this.#blocks, [...keys], async (missing) => {
      const rows = await session.rows<{ key: number; content: ArrayBuffer }>(
        "SELECT key, content FROM postings WHERE key = ANY($1)",
        [missing],
      );
      if (rows.length < missing.length) {
        throw damaged("Postings are missing in the index's database.");
      }
      return rows.map(({ key, content }): [number, TermBlock] => [key, decodeBlock(key, content)]);
    });
    const picked = new Map(
      wanted.map(({ head, terms }) => [
        head.segment,
        eachField((field) =>
          pickPostings(head.segment.passages[field].lengths, terms[field], (term) =>
            blocks.get(blockOf(head.blocks[field], term) ?? 0),
          ),
        ),
      ]),
    );
    return (segment) => picked.get(segment) ?? segment.passages;
  }
}

function blocksOf(head: SegmentHead, field: keyof Fields<unknown>, terms: AskedTerms): number[] {
  return [...terms[field]].flatMap((term) => blockOf(head.blocks[field], term) ?? []);
}
