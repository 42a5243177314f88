import { performance } from "node:perf_hooks";
import { throwIfAborted } from "../core/abort.js";
import { UNDETERMINED } from "../core/language.js";
import type { ScoredPassage } from "../core/passage.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Store } from "../core/ports/store.js";
import type { ContextPassage } from "../core/ports/writer.js";
import { fuse, type LanguageRelation } from "./fusion.js";
import { questionLanguage } from "./question-language.js";
import { questionTerms, sameLanguage } from "./question-terms.js";

/** What to look for. */
export interface RetrievalRequest {
  readonly question: string;
  /** The most passages to return, at least 1. */
  readonly limit: number;
  /** Only these documents, by id. */
  readonly documents?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Milliseconds. */
export interface RetrievalTimings {
  readonly embed: number;
  readonly lexical: number;
  readonly dense: number;
  readonly fusion: number;
  readonly total: number;
}

/** What was found, best first. */
export interface Retrieval {
  readonly question: string;
  /** ISO 639-1 code of the question's language, or `und`. */
  readonly language: string;
  /** With the evidence that led to the score. */
  readonly context: readonly ContextPassage[];
  /** The same passages in the same order, as the outside sees them. */
  readonly passages: readonly ScoredPassage[];
  readonly timings: RetrievalTimings;
}

/** Finds the passages that answer a question. */
export interface Retriever {
  /** @throws FootnoteError `aborted`, `embedding_failed`, `fingerprint_mismatch` */
  retrieve(request: RetrievalRequest): Promise<Retrieval>;
}

/** Each leg contributes at least this many candidates, so that one leg's blind spot is the other's find. */
const MIN_CANDIDATES = 50;

export function createRetriever({ store, embedder }: { store: Store; embedder: Embedder }): Retriever {
  return {
    async retrieve({ question, limit, documents, signal }) {
      const start = performance.now();
      const languages = Object.keys((await store.info()).languages);
      const language = questionLanguage(question, languages);
      const [vector] = await embedder.embed([question], "query", signal);
      const embedded = performance.now();
      if (vector === undefined) throw new RangeError("the embedder returned no vector");
      const found = await store.search({
        vector,
        terms: questionTerms(question, language, languages),
        limit: Math.max(MIN_CANDIDATES, limit),
        ...(documents === undefined ? {} : { documents: new Set(documents) }),
      });
      throwIfAborted(signal);
      const searched = performance.now();
      const ranked = found.candidates
        .map((candidate) => ({
          candidate,
          fused: fuse(candidate, relation(language, candidate.passage.language, embedder)),
        }))
        .sort(
          (a, b) =>
            b.fused.score - a.fused.score || compareIds(a.candidate.passage.id, b.candidate.passage.id),
        )
        .slice(0, limit);
      const end = performance.now();
      return {
        question,
        language,
        context: ranked.map(({ candidate, fused }) => ({ ...candidate, score: fused.score })),
        passages: ranked.map(({ candidate, fused: { score, lexical, dense } }) => ({
          ...candidate.passage,
          score,
          scores: { lexical, dense },
        })),
        timings: { ...found.timings, embed: embedded - start, fusion: end - searched, total: end - start },
      };
    },
  };
}

function relation(question: string, passage: string, { languages }: Embedder): LanguageRelation {
  const isKnown = (language: string) => language === UNDETERMINED || (languages?.includes(language) ?? true);
  return {
    sameLanguage: sameLanguage(question, passage),
    embedderKnows: isKnown(question) && isKnown(passage),
  };
}

/** Equal scores keep one order from run to run. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
