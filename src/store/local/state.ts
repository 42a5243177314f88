import type { Fingerprint } from "../../core/ports/embedder.js";
import { damaged } from "./errors.js";
import type { Connection } from "./sqlite.js";
import { decodeJson } from "./text-codec.js";

/** A file that holds the HNSW graph over the passages' vectors. */
export interface GraphFile {
  /** Its name in the index folder. */
  readonly name: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
}

/** What the last commit made: the one row by which every other file of the index is judged. */
export interface IndexState {
  readonly generation: number;
  readonly fingerprint: Fingerprint | null;
  /** Null while there are no passages. */
  readonly graph: GraphFile | null;
}

interface Row {
  readonly generation: number;
  readonly fingerprint: string | null;
  readonly graph_file: string | null;
  readonly graph_sha256: string | null;
}

/** @throws FootnoteError `index_damaged` if there is none */
export function readState(connection: Connection): IndexState {
  const row = connection.prepare<Row>("SELECT * FROM state").first();
  if (row === undefined) throw damaged("The index's database doesn't say what it holds.");
  const { graph_file: name, graph_sha256: sha256 } = row;
  return {
    generation: row.generation,
    fingerprint: row.fingerprint === null ? null : decodeJson<Fingerprint>(row.fingerprint),
    graph: name === null || sha256 === null ? null : { name, sha256 },
  };
}

/** Takes effect with the connection's transaction. */
export function writeState(connection: Connection, state: IndexState): void {
  connection
    .prepare("UPDATE state SET generation = ?, fingerprint = ?, graph_file = ?, graph_sha256 = ?")
    .run(
      state.generation,
      state.fingerprint === null ? null : JSON.stringify(state.fingerprint),
      state.graph?.name ?? null,
      state.graph?.sha256 ?? null,
    );
}
