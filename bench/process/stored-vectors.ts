import { join } from "node:path";
import { DATABASE } from "../../src/store/local/index-files.js";
import { Connection } from "../../src/store/local/sqlite.js";
import { VectorReader } from "../../src/store/local/vector-reader.js";

const MAX_KEY = 2 ** 32;

/** The vectors of all passages of an index, as they were stored. */
export function readStoredVectors(indexDir: string, dimension: number): Float32Array[] {
  const connection = new Connection(join(indexDir, DATABASE));
  const rows = new VectorReader(connection).between(0, MAX_KEY, dimension);
  const vectors = Array.from(rows, ({ vector }) => vector.slice());
  connection.close();
  return vectors;
}
