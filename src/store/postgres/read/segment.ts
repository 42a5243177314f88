import { damaged } from "../../errors.js";
import type { Postings } from "../../lexical/postings.js";
import type { Segment } from "../../lexical/segment.js";
import type { Session } from "../connection/session.js";
import { type BlockDirectory, decodeBlock, joinBlocks } from "../search/postings-blocks.js";
import { decodeHead } from "../search/segment-head.js";

/** A segment with all its postings. @throws FootnoteError `index_damaged` */
export async function readSegment(session: Session, key: number): Promise<Segment> {
  const row = await session.first<{ head: ArrayBuffer }>("SELECT head FROM segments WHERE key = $1", [key]);
  if (row === undefined) {
    throw damaged("A segment is missing in the index's database.");
  }
  const { segment, blocks } = decodeHead(key, row.head);
  const words = await readPostings(session, segment.passages.words.lengths, blocks.words);
  const grams = await readPostings(session, segment.passages.grams.lengths, blocks.grams);
  return { ...segment, passages: { words, grams } };
}

async function readPostings(
  session: Session,
  lengths: Uint32Array,
  { keys }: BlockDirectory,
): Promise<Postings> {
  const rows = await session.rows<{ key: number; content: ArrayBuffer }>(
    "SELECT key, content FROM postings WHERE key = ANY($1) ORDER BY key",
    [[...keys]],
  );
  if (rows.length < keys.length) {
    throw damaged("Postings are missing in the index's database.");
  }
  return joinBlocks(
    lengths,
    rows.map(({ key, content }) => decodeBlock(key, content)),
  );
}
