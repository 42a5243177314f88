import { isDeepStrictEqual } from "node:util";
import { type IndexOrigin, isCompatible } from "../../../core/analysis.js";
import type { CommitOptions, StoreTransaction } from "../../../core/ports/store/writing.js";
import { busy } from "../../errors.js";
import { SerialTransaction } from "../../serial-transaction.js";
import { countRows } from "../database/contents.js";
import type { Connection } from "../database/sqlite.js";
import { type IndexState, readState, writeState } from "../database/state.js";
import { tryBeginWrite } from "../database/write-lock.js";
import type { Snapshot } from "../search/snapshot.js";
import { DocumentWriter } from "./document-writer.js";

/** What a transaction works on, and its callbacks. */
export interface TransactionOptions {
  /** A connection for writing only, without a transaction. */
  readonly writer: Connection;
  readonly origin: IndexOrigin;
  /** Prepares the snapshot for searches, in the transaction; undefined before the first search. */
  readonly prepare: (state: IndexState) => Promise<Snapshot | undefined>;
  /** Says beside the database what is about to be committed, without fail. */
  readonly announce: () => Promise<void>;
  /** Called in the same tick as the commit, so that no reader is between two generations. */
  readonly onCommit: (snapshot: Snapshot | undefined) => void;
  /** Brings what lies beside the database in line with it, without fail. */
  readonly tidy: () => Promise<unknown>;
  /** Called when the writer is free again. */
  readonly onEnd: () => void;
}

/**
 * Starts one ingest's changes as one transaction of SQLite, whose commit is the moment from which the new generation
 * holds. If the process ends before the graph is written, the next opening or commit writes it.
 * @throws FootnoteError `index_busy` if another transaction is running, here or in another process
 */
export function beginTransaction(options: TransactionOptions): StoreTransaction {
  const { writer, origin } = options;
  if (!tryBeginWrite(writer)) {
    throw busy();
  }
  try {
    const earlier = readState(writer);
    const documents = new DocumentWriter(writer, origin.fingerprint.dimension);
    const { fingerprint, analysis = null } = earlier;
    if (!isCompatible({ fingerprint, analysis }, origin)) {
      documents.clear();
    }
    return new SerialTransaction(documents, {
      commit: (ending) => commit(options, earlier, documents, ending),
      rollback: () => rollback(options),
    });
  } catch (error) {
    writer.exec("ROLLBACK");
    throw error;
  }
}

async function commit(
  options: TransactionOptions,
  earlier: IndexState,
  documents: DocumentWriter,
  ending: CommitOptions,
): Promise<void> {
  const { writer, announce, onCommit, tidy, onEnd } = options;
  let snapshot: Snapshot | undefined;
  try {
    await documents.finish();
    snapshot = await prepareState(options, earlier, ending);
    await announce();
    writer.exec("COMMIT");
  } catch (error) {
    rollback(options);
    throw error;
  }
  onCommit(snapshot);
  try {
    await tidy();
  } finally {
    onEnd();
  }
}

function rollback({ writer, onEnd }: TransactionOptions): void {
  // Some errors of SQLite, such as a full disk, have rolled back already.
  if (writer.inTransaction) {
    writer.exec("ROLLBACK");
  }
  onEnd();
}

/** Everything that can fail: the next generation, complete but for the commit. */
async function prepareState(
  { writer, origin, prepare }: TransactionOptions,
  { generation, graph, ...earlier }: IndexState,
  { isPartial = false }: CommitOptions,
): Promise<Snapshot | undefined> {
  const isSameEmbedder = isDeepStrictEqual(earlier.fingerprint, origin.fingerprint);
  const state: IndexState = {
    generation: generation + 1,
    ...origin,
    ...(isPartial && { isPartial }),
    graph: isSameEmbedder ? graph : null,
    counts: countRows(writer),
  };
  writeState(writer, state);
  return prepare(state);
}
