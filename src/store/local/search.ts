import type { StoreQuery, StoreResult } from "../../core/ports/store.js";
import type { LexicalScores } from "../lexical/lexical-scores.js";
import { CandidateBuilder } from "./candidate.js";
import { nearestPassages } from "./dense-leg.js";
import { filterDocuments } from "./document-filter.js";
import { damaged } from "./errors.js";
import type { PassageReader, StoredPassage } from "./passage-reader.js";
import type { Snapshot } from "./snapshot.js";
import type { TermDictionary } from "./term-dictionary.js";
import type { VectorReader } from "./vector-reader.js";

/** Where a search finds what isn't in memory. */
export interface SearchReaders {
  readonly terms: TermDictionary;
  readonly passages: PassageReader;
  readonly vectors: VectorReader;
  /** So many passages are looked at one by one rather than through the graph. */
  readonly exactLimit: number;
}

/**
 * Searches one generation: the best of the lexical leg and the nearest of the dense leg, each with the
 * evidence of both. Time spent on reading and comparing the candidates' vectors counts as the dense leg's.
 */
export function searchSnapshot(snapshot: Snapshot, readers: SearchReaders, query: StoreQuery): StoreResult {
  const start = performance.now();
  const filter = filterDocuments(snapshot.passages, query.documents);
  const scores = scoreTerms(snapshot, readers.terms, query);
  const keys = new Set(scores.best(query.limit, filter.accepts));
  const lexicalDone = performance.now();
  for (const position of nearestPassages(snapshot, query, filter, readers)) {
    keys.add(snapshot.passages.keyAt(position));
  }
  const builder = new CandidateBuilder(query.vector, scores);
  const stored = readers.passages.read([...keys], query.vector.length);
  if (stored.length < keys.size) checkMissing(keys, stored, snapshot, readers);
  const candidates = stored.map((passage) => builder.build(passage));
  const dense = performance.now() - lexicalDone;
  return { candidates, timings: { lexical: lexicalDone - start, dense } };
}

/** @throws FootnoteError `index_damaged` if passages are missing whose documents are still there */
function checkMissing(
  wanted: ReadonlySet<number>,
  stored: readonly StoredPassage[],
  { passages }: Snapshot,
  readers: SearchReaders,
): void {
  const found = new Set(stored.map(({ key }) => key));
  const documents = [...wanted]
    .filter((key) => !found.has(key))
    .map((key) => passages.documentKeyAt(passages.positionOf(key)));
  if (readers.passages.hasAnyDocument(documents)) {
    throw damaged("A passage is missing in the index's database.");
  }
}

function scoreTerms({ lexical }: Snapshot, dictionary: TermDictionary, { terms }: StoreQuery): LexicalScores {
  const asked = [...terms.values()].flatMap(({ words, grams }) => [...words, ...grams]);
  const ids = dictionary.find([...new Set(asked)]);
  return lexical.search(terms, (term) => ids.get(term));
}
