import { ExactIndex } from "../dense/exact-index.js";
import type { HnswGraph } from "../dense/hnsw-graph.js";
import type { LexicalText } from "../lexical/language-index.js";
import { LexicalIndex } from "../lexical/lexical-index.js";
import { TimeSlice } from "../time-slice.js";
import { damaged } from "./errors.js";
import type { Counts } from "./manifest.js";
import { PassageTable } from "./passage-table.js";
import type { Connection } from "./sqlite.js";
import type { IndexState } from "./state.js";
import { VectorReader } from "./vector-reader.js";

/** What searching needs of one generation, in memory and immutable. */
export interface Snapshot {
  readonly state: IndexState;
  readonly counts: Counts;
  /** Number of passages by language. */
  readonly languages: Readonly<Record<string, number>>;
  readonly passages: PassageTable;
  readonly lexical: LexicalIndex;
  /** The dense leg: every vector while they are few, the graph when they are many. */
  readonly dense: ExactIndex | HnswGraph | null;
}

interface TextRow {
  readonly key: number;
  readonly words: ArrayBuffer;
  readonly grams: ArrayBuffer;
}

interface ParagraphRow extends TextRow {
  readonly document: number;
  readonly language: string;
}

interface PassageRow extends TextRow {
  readonly paragraph: number;
}

/**
 * Reads what the connection sees. Run it in a transaction, so that all of it is of one generation.
 * @param graph over the passages' vectors; null if there are none
 * @param exactLimit up to so many passages, every vector is looked at instead of the graph
 * @throws FootnoteError `index_damaged`
 */
export async function readSnapshot(
  connection: Connection,
  state: IndexState,
  graph: HnswGraph | null,
  exactLimit: number,
): Promise<Snapshot> {
  const documents = connection.prepare<{ key: number; id: string }>("SELECT key, id FROM documents").all();
  const paragraphs = await collect<ParagraphRow>(
    connection,
    "SELECT key, document, language, words, grams FROM paragraphs",
  );
  const passages = await collect<PassageRow>(
    connection,
    "SELECT key, paragraph, words, grams FROM passages ORDER BY key",
  );
  const paragraphByKey = new Map(paragraphs.map((paragraph) => [paragraph.key, paragraph]));
  const placed = passages.map((passage) => {
    const paragraph = paragraphByKey.get(passage.paragraph);
    if (paragraph === undefined) throw damaged("A passage in the index has no paragraph.");
    return { ...passage, document: paragraph.document, language: paragraph.language };
  });
  return {
    state,
    counts: { documents: documents.length, paragraphs: paragraphs.length, passages: passages.length },
    languages: countLanguages(placed),
    passages: new PassageTable(placed, new Map(documents.map(({ key, id }) => [key, id]))),
    lexical: await LexicalIndex.build(placed.map(toLexicalText), paragraphs.map(toLexicalText)),
    dense: passages.length <= exactLimit ? readVectors(connection, state) : graph,
  };
}

/** Reads many rows without keeping the event loop for long. */
async function collect<Row>(connection: Connection, sql: string): Promise<Row[]> {
  const rows: Row[] = [];
  const slice = new TimeSlice();
  for (const row of connection.prepare<Row>(sql).iterate()) {
    rows.push(row);
    if (slice.isOver) await slice.rest();
  }
  return rows;
}

function readVectors(connection: Connection, { fingerprint }: IndexState): ExactIndex | null {
  if (fingerprint === null) return null;
  const { dimension } = fingerprint;
  const vectors = Array.from(new VectorReader(connection).above(0, dimension), ({ vector }) => vector);
  return new ExactIndex(vectors, dimension);
}

function toLexicalText({ language, words, grams }: TextRow & { readonly language: string }): LexicalText {
  return { language, words: new Uint8Array(words), grams: new Uint8Array(grams) };
}

function countLanguages(passages: readonly { readonly language: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { language } of passages) counts[language] = (counts[language] ?? 0) + 1;
  return counts;
}
