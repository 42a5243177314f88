import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type IndexOrigin, isCompatible } from "../../../core/analysis.js";
import type { CommitOptions, StoreTransaction } from "../../../core/ports/store/writing.js";
import { busy } from "../../errors.js";
import { TermTable } from "../../lexical/term-table.js";
import { readTerms, type TermRow } from "../../rows/term-codec.js";
import type { GivenIds } from "../../rows/term-writer.js";
import { SerialTransaction } from "../../serial-transaction.js";
import type { Database, OpenWrite } from "../connection/database.js";
import { isConnectionFailure, translatePostgresError } from "../connection/errors.js";
import type { Session } from "../connection/session.js";
import { type Generation, readState, withCommit, writeState } from "../read/state.js";
import { createGraph } from "../search/nearest.js";
import { DocumentWriter } from "./document-writer.js";
import { readKeys } from "./keys.js";

/** Up to so many passages comparing every vector takes no longer than asking a graph. */
const GRAPH_FROM = 2000;

/** The most that pgvector takes in a graph in half precision. */
const MAX_GRAPH_DIMENSION = 4000;

/** How often it is asked whether a commit whose answer was lost was made. */
const COMMIT_CHECKS = 6;
const COMMIT_CHECK_MS = 200;

/** What is done when a transaction is over. */
export interface TransactionEnd {
  /** Runs before the commit returns. */
  readonly onCommit: () => Promise<void>;
  readonly onEnd: () => void;
}

/**
 * Starts one ingest's changes as one transaction of the database. A lock that lasts as long as the transaction, also
 * through a pooler, keeps other ingests out.
 * @throws FootnoteError `index_busy` if another transaction is running, in any process
 */
export async function beginTransaction(
  database: Database,
  origin: IndexOrigin,
  { onCommit, onEnd }: TransactionEnd,
): Promise<StoreTransaction> {
  const write = await database.beginWrite();
  const { session } = write;
  try {
    const lock = await session.first<{ taken: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken",
      [`footnote ingest ${database.location.schema}`],
    );
    if (lock?.taken !== true) {
      throw busy();
    }
    const earlier = await readState(session);
    const documents = await startWriter(session, earlier, origin);
    return new SerialTransaction(documents, {
      commit: async (ending) => {
        try {
          await commit(database, { write, earlier, origin, documents, ending });
          await onCommit();
        } catch (error) {
          throw translatePostgresError(error);
        } finally {
          onEnd();
        }
      },
      rollback: async () => {
        await write.rollback();
        onEnd();
      },
    });
  } catch (error) {
    await write.rollback();
    throw translatePostgresError(error);
  }
}

async function startWriter(
  session: Session,
  earlier: Generation,
  origin: IndexOrigin,
): Promise<DocumentWriter> {
  const { fingerprint, analysis = null, counts, languages } = earlier;
  const keys = await readKeys(session);
  const isKept = isCompatible({ fingerprint, analysis }, origin);
  const type = await session.first<{ oid: number }>("SELECT 'vector'::regtype::oid::bigint AS oid");
  const documents = new DocumentWriter(session, {
    keys,
    given: isKept
      ? await readGivenIds(session, keys.last("terms"))
      : { terms: new TermTable(), lastId: keys.last("terms") },
    counts,
    languages,
    dimension: origin.fingerprint.dimension,
    vectorType: type?.oid ?? 0,
  });
  if (!isKept) {
    await documents.clear();
  }
  return documents;
}

/** The whole dictionary. @throws FootnoteError `index_damaged` */
async function readGivenIds(session: Session, lastId: number): Promise<GivenIds> {
  const terms = new TermTable();
  const rows = await session.rows<TermRow>('SELECT last_id AS "lastId", terms FROM terms ORDER BY last_id');
  for (const row of rows) {
    readTerms(row, terms);
  }
  return { terms, lastId };
}

interface CommitWork {
  readonly write: OpenWrite;
  readonly earlier: Generation;
  readonly origin: IndexOrigin;
  readonly documents: DocumentWriter;
  readonly ending: CommitOptions;
}

async function commit(database: Database, work: CommitWork): Promise<void> {
  const { write, documents } = work;
  const name = randomBytes(6).toString("base64url");
  try {
    await documents.finish();
    await prepare(database, work, name);
  } catch (error) {
    await write.rollback();
    throw error;
  }
  try {
    await write.commit();
  } catch (error) {
    if (!isConnectionFailure(error) || !(await wasCommitted(database, name))) {
      throw error;
    }
  }
}

/** Everything that can fail: the next generation, complete but for the commit. */
async function prepare(
  { location }: Database,
  { write: { session }, earlier, origin, documents, ending: { isPartial = false } }: CommitWork,
  name: string,
): Promise<void> {
  const { counts, languages } = documents.tally;
  const generation = earlier.generation + 1;
  const { indexId } = earlier;
  await writeState(session, location.schema, {
    indexId,
    commits: withCommit(earlier.commits, name),
    generation,
    ...origin,
    ...(isPartial && { isPartial }),
    counts,
    languages,
  });
  // A graph grows with every row that comes, but is built at once in a fraction of the time: not before all are there.
  const { dimension } = origin.fingerprint;
  if (
    !isPartial &&
    location.vectorIndex !== "exact" &&
    counts.passages >= (location.graphFrom ?? GRAPH_FROM) &&
    dimension <= MAX_GRAPH_DIMENSION
  ) {
    await session.script(createGraph(dimension));
  }
}

/** The connection broke while it was waited for the answer: the state names the last commits. */
async function wasCommitted(database: Database, name: string): Promise<boolean> {
  for (let check = 0; check < COMMIT_CHECKS; check++) {
    if ((await database.read(readState)).commits.includes(name)) {
      return true;
    }
    // The server may not have noticed yet what it was sent.
    await setTimeout(COMMIT_CHECK_MS);
  }
  return false;
}
