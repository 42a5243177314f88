import type { AnalysisVersion } from "../../../core/analysis.js";
import type { Fingerprint } from "../../../core/ports/embedder.js";
import { damaged } from "../../errors.js";
import type { Counts } from "../../rows/counts.js";
import { sealJson, unsealJson } from "../../rows/seal.js";
import type { Connection, Statement } from "./sqlite.js";

/**
 * A file that holds an HNSW graph over passages' vectors. It holds every passage of the index whose key is at
 * most `lastKey`, and may hold some that were removed since: keys only ever grow.
 */
export interface GraphFile {
  /** Its name in the index folder. */
  readonly name: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly lastKey: number;
  /** How many vectors it holds, removed ones included. */
  readonly size: number;
}

/** What the last commit made: the one row by which every other file of the index is judged. */
export interface IndexState {
  readonly generation: number;
  readonly fingerprint: Fingerprint | null;
  /** Missing while nothing was written, and if an older Footnote did. */
  readonly analysis?: AnalysisVersion;
  /** Missing unless it is true, so that an index of an older Footnote counts as complete. */
  readonly isPartial?: boolean;
  /** Null while there are too few passages to need one, or while the first is built. */
  readonly graph: GraphFile | null;
  readonly counts: Counts;
}

/** The state as its row says it. */
interface StoredState extends Omit<IndexState, "graph"> {
  readonly graph: (Omit<GraphFile, "lastKey"> & { readonly through: number }) | null;
}

/** The key of the only row. */
const ROW = 1;

/** @throws FootnoteError `index_damaged` if there is none */
export function readState(connection: Connection): IndexState {
  const row = connection
    .prepare<{ content: ArrayBuffer }>(`SELECT content FROM state WHERE id = ${ROW}`)
    .first();
  if (row === undefined) {
    throw damaged("The index's database doesn't say what it holds.");
  }
  const { graph, ...state } = unsealJson<StoredState>(row.content, [ROW]);
  if (graph === null) {
    return { ...state, graph };
  }
  const { through, ...file } = graph;
  return { ...state, graph: { ...file, lastKey: through } };
}

/** The state as the last commit left it, which is read again only after another one. */
export class CommittedState {
  readonly #connection: Connection;
  readonly #dataVersion: Statement<{ readonly data_version: number }>;
  #known: { readonly version: number; readonly state: IndexState } | undefined;

  /** @param connection never in a transaction, so that it always sees the last commit; it doesn't write */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.#dataVersion = connection.prepare("PRAGMA data_version");
  }

  /** Changes whenever another connection, be it of another process, has committed. */
  get version(): number {
    return this.#dataVersion.first()?.data_version ?? 0;
  }

  /** @throws FootnoteError `index_damaged` if there is none */
  current(): IndexState {
    const { version } = this;
    if (this.#known?.version !== version) {
      this.#known = { version, state: readState(this.#connection) };
    }
    return this.#known.state;
  }
}

/** Takes effect with the connection's transaction. */
export function writeState(connection: Connection, { graph, ...state }: IndexState): void {
  const stored: StoredState = { ...state, graph: graph && storedGraph(graph) };
  connection
    .prepare(`INSERT OR REPLACE INTO state (id, content) VALUES (${ROW}, ?)`)
    .run(sealJson([ROW], stored));
}

function storedGraph({ lastKey, ...file }: GraphFile): StoredState["graph"] {
  return { ...file, through: lastKey };
}
