import { join } from "node:path";
import { Connection } from "../../src/store/local/database/sqlite.js";
import { VectorReader } from "../../src/store/local/database/vector-reader.js";
import { DATABASE } from "../../src/store/local/folder/index-files.js";
import { TopK } from "../../src/store/top-k.js";
import { cosine } from "../../src/vectors/vector.js";

const MAX_KEY = 2 ** 32;

/** The vectors of the first passages of an index, by default of all, as they were stored. */
export function readStoredVectors(
  indexDir: string,
  dimension: number,
  most = Number.POSITIVE_INFINITY,
): Float32Array[] {
  const connection = new Connection(join(indexDir, DATABASE));
  const vectors: Float32Array[] = [];
  for (const { vector } of new VectorReader(connection).between(0, MAX_KEY, dimension)) {
    if (vectors.length >= most) {
      break;
    }
    vectors.push(vector.slice());
  }
  connection.close();
  return vectors;
}

/** The positions of the vectors with the highest cosine, best first, by looking at every one. */
export function nearestOf(query: Float32Array, vectors: readonly Float32Array[], count: number): number[] {
  const top = new TopK(count);
  for (const [position, vector] of vectors.entries()) {
    top.offer(position, cosine(query, vector));
  }
  return top.items();
}
