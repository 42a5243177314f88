import type { VectorIndex } from "../../../core/ports/store/driver.js";
import type { StoreQuery } from "../../../core/ports/store/searching.js";
import { binaryVector } from "../connection/columns.js";
import type { Session } from "../connection/session.js";

/** The most that pgvector allows. */
const MAX_EF = 1000;

/** How broad the graph is searched, for each passage that is wanted, and at least. */
const EF_PER_WANTED = 4;
const LEAST_EF = 200;

/** The name of the graph over vectors of a dimension. */
function graphName(dimension: number): string {
  return `passages_embedding_${dimension}`;
}

/** The statement that makes the graph over vectors of a dimension. */
export function createGraph(dimension: number): string {
  return `CREATE INDEX IF NOT EXISTS ${graphName(dimension)} ON passages
    USING hnsw ((embedding::halfvec(${dimension})) halfvec_ip_ops) WITH (m = 16, ef_construction = 128)
    WHERE ${ofDimension(dimension)}`;
}

/** What is asked for. */
interface NearestQuery extends Pick<StoreQuery, "vector" | "limit"> {
  /** The keys of the documents that are wanted, undefined for all. */
  readonly among: readonly number[] | undefined;
  /** How many passages there are. */
  readonly passages: number;
  readonly vectorIndex: VectorIndex | undefined;
}

/**
 * The keys of about the passages nearest to the question, by their vectors in half precision: the graph's proposals; all
 * of them are compared where every vector is to be looked at, where only some documents are wanted, or where the graph gives
 * fewer than were asked for.
 */
export async function nearestKeys(session: Session, query: NearestQuery): Promise<number[]> {
  const { among, passages, limit, vectorIndex } = query;
  if (among === undefined && vectorIndex !== "exact") {
    const keys = await fromGraph(session, query);
    if (keys.length >= Math.min(limit, passages)) {
      return keys;
    }
  }
  return fromAll(session, query);
}

async function fromGraph(session: Session, { vector, limit }: NearestQuery): Promise<number[]> {
  const dimension = vector.length;
  const ef = Math.min(MAX_EF, Math.max(LEAST_EF, EF_PER_WANTED * limit));
  await session.script(
    `SET LOCAL hnsw.ef_search = ${ef}; SET LOCAL hnsw.iterative_scan = strict_order; SET LOCAL enable_seqscan = off`,
  );
  return keysOf(
    await session.rows<{ key: number }>(
      `SELECT key FROM passages WHERE ${ofDimension(dimension)}
       ORDER BY (embedding::halfvec(${dimension})) <#> $1::vector::halfvec(${dimension}) LIMIT $2`,
      [binaryVector(vector), limit],
    ),
  );
}

/** The materialised part keeps the planner from asking the graph, which would lose what the condition leaves out. */
async function fromAll(session: Session, { vector, limit, among }: NearestQuery): Promise<number[]> {
  const condition = among === undefined ? "" : "WHERE document = ANY($3)";
  return keysOf(
    await session.rows<{ key: number }>(
      `WITH candidates AS MATERIALIZED (SELECT key, embedding FROM passages ${condition})
       SELECT key FROM candidates ORDER BY embedding <#> $1::vector::halfvec, key LIMIT $2`,
      [binaryVector(vector), limit, ...(among === undefined ? [] : [among])],
    ),
  );
}

function ofDimension(dimension: number): string {
  return `vector_dims(embedding) = ${dimension}`;
}

function keysOf(rows: readonly { readonly key: number }[]): number[] {
  return rows.map(({ key }) => key);
}
