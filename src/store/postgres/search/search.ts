import { eachField, type Fields, type Terms } from "../../../core/passage.js";
import type { VectorIndex } from "../../../core/ports/store/driver.js";
import type { StoreQuery, StoreResult } from "../../../core/ports/store/searching.js";
import { checkQuery } from "../../check-input.js";
import { damaged } from "../../errors.js";
import { nearest, toHits } from "../../hits.js";
import type { LexicalScores } from "../../lexical/lexical-index.js";
import { encodeKey } from "../../rows/document-codec.js";
import type { Session } from "../connection/session.js";
import { nearestKeys } from "./nearest.js";
import type { AskedTerms } from "./postings-cache.js";
import type { IndexMemory, Snapshot } from "./snapshot.js";

/**
 * How many more passages are compared exactly than the dense leg contributes: half precision tells nearly as many cosines
 * apart as the exact vectors.
 */
const MORE_THAN_WANTED = 16;

/**
 * Searches one generation, in the session's transaction: the database gives postings, the nearest vectors and rows, and
 * they are scored here, as in every store.
 * @throws FootnoteError `fingerprint_mismatch`, `index_damaged`; RangeError
 */
export async function searchSnapshot(
  session: Session,
  snapshot: Snapshot,
  query: StoreQuery,
  vectorIndex: VectorIndex | undefined,
): Promise<StoreResult> {
  const { state, memory } = snapshot;
  if (state.fingerprint === null) {
    return { hits: [], statistics: new Map(), timings: { lexical: 0, dense: 0 } };
  }
  const { dimension } = state.fingerprint;
  checkQuery(query, dimension);
  const start = performance.now();
  const { vector, limit, documents } = query;
  const among = documents && documentKeys(snapshot, documents);
  const scores = await scoreTerms(session, snapshot, query);
  const lexical = scores.best(query, among && passagesOf(snapshot, new Set(among)));
  const lexicalDone = performance.now();
  const near = await nearestKeys(session, {
    vector,
    limit: limit + MORE_THAN_WANTED,
    among,
    passages: state.counts.passages,
    vectorIndex,
  });
  const keys = new Set([...lexical, ...near]);
  const rows = await memory.rows.rows(session, [...keys], dimension);
  const wanted = new Set([...lexical, ...nearest(rows, new Set(near), { vector, limit })]);
  const stored = await memory.rows.withParagraphs(
    session,
    rows.filter(({ key }) => wanted.has(key)),
    dimension,
  );
  if (rows.length < keys.size || stored.length < wanted.size) {
    throw damaged("A passage is missing in the index's database.");
  }
  const hits = toHits(stored, vector, scores);
  const dense = performance.now() - lexicalDone;
  return { hits, statistics: scores.statistics, timings: { lexical: lexicalDone - start, dense } };
}

async function scoreTerms(
  session: Session,
  snapshot: Snapshot,
  { terms }: StoreQuery,
): Promise<LexicalScores> {
  const { memory, heads, lexical } = snapshot;
  const asked = new Map(
    Array.from(terms, ([language, question]) => [language, askedTerms(question, memory)]),
  );
  const postingsOf = await memory.postings.read(session, [...heads.values()], ({ language }) =>
    asked.get(language),
  );
  return lexical.withPostings(postingsOf).search(terms, {
    idOf: (term) => memory.terms.table.idOf(term),
    near: (term, most) => memory.terms.near(term, most),
  });
}

/** The terms whose postings a question may need: its own, and those that a doubtful word may be meant to be. */
function askedTerms(question: Terms, { terms }: IndexMemory): AskedTerms {
  const near = Array.from(question.doubtful ?? [], ([word, most]) =>
    terms.near(word, most).map(({ id }) => id),
  ).flat();
  const ids: Fields<number[]> = eachField((field) => [...terms.find(question[field]).values()]);
  return {
    words: Uint32Array.from(new Set([...ids.words, ...near])).sort(),
    grams: Uint32Array.from(new Set(ids.grams)).sort(),
  };
}

/** An unknown id is ignored. */
function documentKeys({ documents }: Snapshot, ids: ReadonlySet<string>): number[] {
  return [...ids].flatMap((id) => documents.get(Buffer.from(encodeKey(id)).toString()) ?? []);
}

/** The keys of the passages of some documents, ascending. */
function passagesOf({ heads }: Snapshot, wanted: ReadonlySet<number>): Uint32Array {
  const keys: number[] = [];
  for (const { segment } of heads.values()) {
    for (const [i, document] of segment.documents.entries()) {
      if (wanted.has(document)) {
        keys.push(segment.keys[i] ?? 0);
      }
    }
  }
  return Uint32Array.from(keys).sort();
}
