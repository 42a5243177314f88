import { type PassageVector, unsealVector, type VectorRow } from "../../rows/vector-codec.js";
import type { Connection, Statement } from "./sqlite.js";

/** How many vectors are read at once. */
const CHUNK = 256;

/** Reads the vectors of passages. */
export class VectorReader {
  readonly #between: Statement<VectorRow>;

  constructor(connection: Connection) {
    this.#between = connection.prepare(
      `SELECT key, vector FROM passages WHERE key > ? AND key <= ? ORDER BY key LIMIT ${CHUNK}`,
    );
  }

  /**
   * Those of the passages with keys above `above` up to `through`, by ascending key. Between chunks no lock is
   * held, unless the connection is in a transaction.
   */
  *between(above: number, through: number, dimension: number): Generator<PassageVector, void> {
    let last: number | undefined = above;
    while (last !== undefined) {
      const rows: VectorRow[] = this.#between.all(last, through);
      for (const row of rows) {
        yield { key: row.key, vector: unsealVector(row, dimension) };
      }
      last = rows.at(-1)?.key;
    }
  }
}
