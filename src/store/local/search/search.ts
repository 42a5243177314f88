import type { StoreQuery, StoreResult } from "../../../core/ports/store/searching.js";
import { damaged } from "../../errors.js";
import { nearest, toHits } from "../../hits.js";
import type { LexicalIndex, LexicalScores } from "../../lexical/lexical-index.js";
import type { PassageReader } from "../database/passage-reader.js";
import type { TermDictionary } from "../database/term-dictionary.js";
import { nearestPassages } from "./dense-leg.js";
import type { Snapshot } from "./snapshot.js";

/** Where a search finds what isn't in memory. */
export interface SearchReaders {
  readonly terms: TermDictionary;
  readonly passages: PassageReader;
}

/**
 * How many more passages are compared exactly than the dense leg contributes. The best of them are the nearest, unless
 * more cosines than these lie closer together than a byte a component tells apart.
 */
const MORE_THAN_WANTED = 16;

/**
 * Searches one generation: the best of the lexical leg and the nearest of the dense leg, each with what the
 * evidence of both is computed from. Time spent on reading the hits and comparing their vectors counts as the dense
 * leg's.
 */
export function searchSnapshot(snapshot: Snapshot, readers: SearchReaders, query: StoreQuery): StoreResult {
  const start = performance.now();
  const { vector, limit } = query;
  const { passages } = snapshot;
  const among = query.documents && passages.positionsWithin(query.documents);
  const scores = scoreTerms(snapshot, readers.terms, query);
  const lexical = scores.best(
    query,
    among?.map((position) => passages.keyAt(position)),
  );
  const lexicalDone = performance.now();
  const near = nearestPassages(snapshot, { vector, limit: limit + MORE_THAN_WANTED }, among).map((position) =>
    passages.keyAt(position),
  );
  const keys = new Set([...lexical, ...near]);
  const rows = readers.passages.rows([...keys], vector.length);
  const wanted = new Set([...lexical, ...nearest(rows, new Set(near), { vector, limit })]);
  const stored = readers.passages.withParagraphs(
    rows.filter(({ key }) => wanted.has(key)),
    vector.length,
  );
  checkMissing([...missing(keys, rows), ...missing(wanted, stored)], snapshot, readers);
  const hits = toHits(stored, vector, scores);
  const dense = performance.now() - lexicalDone;
  const { statistics } = scores;
  return { hits, statistics, timings: { lexical: lexicalDone - start, dense } };
}

function missing(wanted: ReadonlySet<number>, found: readonly { readonly key: number }[]): number[] {
  if (found.length === wanted.size) {
    return [];
  }
  const keys = new Set(found.map(({ key }) => key));
  return [...wanted].filter((key) => !keys.has(key));
}

/** @throws FootnoteError `index_damaged` if passages are missing whose documents are still there */
function checkMissing(keys: readonly number[], { passages }: Snapshot, readers: SearchReaders): void {
  if (keys.length === 0) {
    return;
  }
  const documents = keys.map((key) => passages.documentKeyAt(passages.positionOf(key)));
  if (readers.passages.hasAnyDocument(documents)) {
    throw damaged("A passage is missing in the index's database.");
  }
}

/** The scores of what was asked last: a search in some documents mostly follows one in all of them. */
const SCORED = new WeakMap<
  StoreQuery["terms"],
  { readonly of: LexicalIndex; readonly scores: LexicalScores }
>();

function scoreTerms({ lexical }: Snapshot, dictionary: TermDictionary, { terms }: StoreQuery): LexicalScores {
  const scored = SCORED.get(terms);
  if (scored?.of === lexical) {
    return scored.scores;
  }
  const asked = [...terms.values()].flatMap(({ words, grams }) => [...words, ...grams]);
  const ids = dictionary.find([...new Set(asked)]);
  const scores = lexical.search(terms, {
    idOf: (term) => ids.get(term),
    near: (term, most) => dictionary.near(term, most),
  });
  SCORED.set(terms, { of: lexical, scores });
  return scores;
}
