import { damaged } from "../../errors.js";
import { KnownTerms } from "../../lexical/known-terms.js";
import { LexicalIndex } from "../../lexical/lexical-index.js";
import type { Segment } from "../../lexical/segment.js";
import { readTerms, type TermRow } from "../../rows/term-codec.js";
import type { Session } from "../connection/session.js";
import { type Generation, isSame, isSuccessor, readState } from "../read/state.js";
import { PostingsCache } from "./postings-cache.js";
import { RowCache } from "./row-cache.js";
import { decodeHead, type SegmentHead } from "./segment-head.js";

/** What a server holds in memory of an index, whatever its generation: under a key nothing ever changes. */
export class IndexMemory {
  readonly rows = new RowCache();
  readonly postings = new PostingsCache();
  readonly terms = new KnownTerms();
  lastTerm = 0;

  /** Reads the terms that came since the last time. */
  async readTerms(session: Session): Promise<void> {
    const rows = await session.rows<TermRow>(
      'SELECT last_id AS "lastId", terms FROM terms WHERE last_id > $1 ORDER BY last_id',
      [this.lastTerm],
    );
    for (const row of rows) {
      // Another search may have read them meanwhile.
      if (row.lastId > this.lastTerm) {
        readTerms(row, this.terms.table);
        this.lastTerm = row.lastId;
      }
    }
  }
}

/** What searching needs of one generation, in memory and immutable. */
export interface Snapshot {
  readonly state: Generation;
  readonly memory: IndexMemory;
  readonly heads: ReadonlyMap<number, SegmentHead>;
  /** The key of the head that a segment is of. */
  readonly keyOf: ReadonlyMap<Segment, number>;
  /** Without postings. */
  readonly lexical: LexicalIndex;
  /** The keys of the documents that are there, by id as `encodeKey` makes it. */
  readonly documents: ReadonlyMap<string, number>;
}

/** The snapshot that searches work in. */
export class LiveSnapshot {
  #snapshot: Snapshot | undefined;
  #loading: Promise<unknown> = Promise.resolve();

  /** What was seen last. */
  get latest(): Snapshot | undefined {
    return this.#snapshot;
  }

  /**
   * What the session sees. Undefined if that doesn't follow from what this process has seen, as in a replica that is
   * behind, or if another commit was seen meanwhile: then the primary is to be asked.
   * @param before what was `latest` when the session's transaction began in the primary; undefined in a replica. If what
   *   the session sees doesn't follow from it, the primary has lost commits, and what is in memory is forgotten.
   * @throws FootnoteError `index_damaged`
   */
  async at(session: Session, before?: Snapshot): Promise<Snapshot | undefined> {
    const known = this.#snapshot;
    const state = await readState(session);
    if (known !== undefined && isSame(known.state, state)) {
      return known;
    }
    const turn = this.#loading;
    const loading = (async () => {
      await turn.catch(() => undefined);
      return this.#load(session, state, before);
    })();
    this.#loading = loading;
    return loading;
  }

  async #load(
    session: Session,
    state: Generation,
    before: Snapshot | undefined,
  ): Promise<Snapshot | undefined> {
    const known = this.#snapshot;
    if (known !== undefined && isSame(known.state, state)) {
      return known;
    }
    const follows = known !== undefined && isSuccessor(state, known.state);
    const isLost = before !== undefined && !isSuccessor(state, before.state);
    if (known !== undefined && !follows && !isLost) {
      return undefined;
    }
    const snapshot = await readSnapshot(session, state, follows ? known : undefined);
    this.#snapshot = snapshot;
    return snapshot;
  }
}

async function readSnapshot(
  session: Session,
  state: Generation,
  /** What the state follows from. */
  known: Snapshot | undefined,
): Promise<Snapshot> {
  const memory = known?.memory ?? new IndexMemory();
  await memory.readTerms(session);
  const heads = await readHeads(session, known?.heads);
  const documents = await readDocuments(session, state.counts.documents, known?.documents);
  const live = new Set(documents.values());
  const segments = Array.from(heads.values(), ({ segment }) => segment);
  return {
    state,
    memory,
    heads,
    keyOf: new Map(Array.from(heads, ([key, { segment }]) => [segment, key])),
    lexical: LexicalIndex.of(segments, (document) => live.has(document)),
    documents,
  };
}

/**
 * Keys only grow: those that are new are read with their ids, and which of the known ones are still there only if some
 * aren't. @param count how many there are
 */
async function readDocuments(
  session: Session,
  count: number,
  known: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, number>> {
  const last = Array.from(known.values()).reduce((most, key) => Math.max(most, key), 0);
  const added = await session.rows<{ key: number; id: ArrayBuffer }>(
    "SELECT key, id FROM documents WHERE key > $1",
    [last],
  );
  const isAllThere = known.size + added.length === count;
  const documents = isAllThere ? new Map(known) : await withoutRemoved(session, known, last);
  for (const { key, id } of added) {
    documents.set(Buffer.from(id).toString(), key);
  }
  if (documents.size !== count) {
    throw damaged("The index's database doesn't hold as much as was written to it.");
  }
  return documents;
}

async function withoutRemoved(
  session: Session,
  known: ReadonlyMap<string, number>,
  last: number,
): Promise<Map<string, number>> {
  const rows = await session.rows<{ key: number }>("SELECT key FROM documents WHERE key <= $1", [last]);
  const kept = new Set(rows.map(({ key }) => key));
  return new Map([...known].filter(([, key]) => kept.has(key)));
}

async function readHeads(
  session: Session,
  known: ReadonlyMap<number, SegmentHead> = new Map(),
): Promise<Map<number, SegmentHead>> {
  const keys = (await session.rows<{ key: number }>("SELECT key FROM segments ORDER BY key")).map(
    ({ key }) => key,
  );
  const rows = await session.rows<{ key: number; head: ArrayBuffer }>(
    "SELECT key, head FROM segments WHERE key = ANY($1)",
    [keys.filter((key) => !known.has(key))],
  );
  const read = new Map(rows.map(({ key, head }) => [key, decodeHead(key, head)]));
  return new Map(
    keys.map((key) => {
      const head = known.get(key) ?? read.get(key);
      if (head === undefined) {
        throw damaged("A segment is missing in the index's database.");
      }
      return [key, head];
    }),
  );
}
