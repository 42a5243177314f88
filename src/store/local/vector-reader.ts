import { unseal } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeVector } from "./vector-codec.js";

/** How many vectors are read at once. */
const CHUNK = 256;

/** A passage's vector. */
export interface KeyedVector {
  readonly key: number;
  readonly vector: Float32Array;
}

interface Row {
  readonly key: number;
  readonly vector: ArrayBuffer;
}

/** Reads the vectors of passages. */
export class VectorReader {
  readonly #between: Statement<Row>;
  readonly #ofDocuments: Statement<Row>;

  constructor(connection: Connection) {
    this.#between = connection.prepare(
      `SELECT key, vector FROM passages WHERE key > ? AND key <= ? ORDER BY key LIMIT ${CHUNK}`,
    );
    this.#ofDocuments = connection.prepare(
      `SELECT p.key, p.vector FROM json_each(?) AS wanted
       CROSS JOIN paragraphs AS g ON g.document = wanted.value
       CROSS JOIN passages AS p ON p.paragraph = g.key`,
    );
  }

  /**
   * Those of the passages with keys above `above` up to `through`, by ascending key. Between chunks no lock is
   * held, unless the connection is in a transaction.
   */
  *between(above: number, through: number, dimension: number): Generator<KeyedVector, void> {
    let last: number | undefined = above;
    while (last !== undefined) {
      const rows: Row[] = this.#between.all(last, through);
      for (const row of rows) yield decode(row, dimension);
      last = rows.at(-1)?.key;
    }
  }

  /** Those of the documents with these keys. */
  *ofDocuments(documents: Iterable<number>, dimension: number): Generator<KeyedVector, void> {
    const rows = this.#ofDocuments.iterate(JSON.stringify([...documents]));
    for (const row of rows) yield decode(row, dimension);
  }
}

function decode(row: Row, dimension: number): KeyedVector {
  const [vector = new Uint8Array()] = unseal(row.vector, [row.key]);
  return { key: row.key, vector: decodeVector(vector, dimension) };
}
