import type { Connection, Statement } from "./sqlite.js";
import { decodeVector } from "./vector-codec.js";

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
  readonly #above: Statement<Row>;
  readonly #ofDocuments: Statement<Row>;

  constructor(connection: Connection) {
    this.#above = connection.prepare("SELECT key, vector FROM passages WHERE key > ? ORDER BY key");
    this.#ofDocuments = connection.prepare(
      `SELECT p.key, p.vector FROM json_each(?) AS wanted
       CROSS JOIN paragraphs AS g ON g.document = wanted.value
       CROSS JOIN passages AS p ON p.paragraph = g.key`,
    );
  }

  /** Those of all passages whose key is above `key`, by ascending key. */
  *above(key: number, dimension: number): Generator<KeyedVector, void> {
    for (const row of this.#above.iterate(key)) yield decode(row, dimension);
  }

  /** Those of the documents with these keys. */
  *ofDocuments(documents: Iterable<number>, dimension: number): Generator<KeyedVector, void> {
    const rows = this.#ofDocuments.iterate(JSON.stringify([...documents]));
    for (const row of rows) yield decode(row, dimension);
  }
}

function decode({ key, vector }: Row, dimension: number): KeyedVector {
  return { key, vector: decodeVector(vector, dimension) };
}
