import { performance } from "node:perf_hooks";
import { throwIfAborted } from "../core/abort.js";
import { sameLanguage, UNDETERMINED } from "../core/language.js";
import type { LanguageRelation, RankedPassage } from "../core/passage.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import type { Searching, StoreQuery, StoreResult } from "../core/ports/store/searching.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { diversify } from "./diversify.js";
import { weighHits } from "./evidence.js";
import { byScore, type FusedPassage, type FusedScore, scored } from "./fusion.js";
import { type Question, questionLanguage, questionTerms, readQuestion } from "./question.js";
import type { LearnedRanking } from "./ranking/learned-ranking.js";
import { MatchedTexts } from "./ranking/matched-texts.js";
import { type Reranking, rerank } from "./rerank.js";

/** What to look for. */
export interface RetrievalRequest {
  readonly question: string;
  /** The most passages to return, at least 1. */
  readonly limit: number;
  /** Only these documents, by id. */
  readonly documents?: readonly string[];
  /** False leaves the order to the learnt ranking, for passages that are ranked further before they are reranked. */
  readonly rerank?: false;
  readonly signal?: AbortSignal;
}

/** Milliseconds. */
export interface RetrievalTimings {
  readonly embed: number;
  readonly lexical: number;
  readonly dense: number;
  readonly fusion: number;
  /** 0 without a reranker. */
  readonly rerank: number;
  readonly total: number;
}

/** What was found, best first. */
export interface Retrieval {
  readonly question: Question;
  readonly passages: readonly RankedPassage[];
  /** The scores of everything that either leg found, in no particular order: what a rank in one leg counts among. */
  readonly found: readonly FusedScore[];
  readonly timings: RetrievalTimings;
}

/** Finds the passages that answer a question. */
export interface Retriever {
  /** @throws FootnoteError `aborted`, `embedding_failed`, `fingerprint_mismatch` */
  retrieve(request: RetrievalRequest): Promise<Retrieval>;
  /**
   * Orders passages by the reranker; absent without one.
   * @throws FootnoteError `aborted`
   */
  rerank?(
    question: string,
    passages: readonly RankedPassage[],
    signal: AbortSignal | undefined,
  ): Promise<readonly RankedPassage[]>;
}

/** Each leg contributes at least this many candidates, so that one leg's blind spot is the other's find. */
const MIN_CANDIDATES = 50;

/**
 * What character 4-grams weigh beside words where candidates are picked. They say much the same as the
 * words and find parts of compounds and inflections besides; at equal weight they would drown the words.
 */
const GRAM_WEIGHT = 0.3;

/** How many documents are searched once more, and the most passages that each leg then proposes. */
const BEST_DOCUMENTS = 5;
const CANDIDATES_WITHIN = 40;

/** What retrieval is made of. */
export interface RetrieverOptions {
  readonly store: Searching & Pick<Catalogue, "info">;
  readonly embedder: Embedder;
  readonly matcher: WordMatcher;
  readonly ranking: LearnedRanking;
  readonly reranking?: Reranking | undefined;
}

export function createRetriever(options: RetrieverOptions): Retriever {
  const { store, embedder, matcher, ranking, reranking } = options;
  return {
    ...(reranking && {
      rerank: (question, passages, signal) => rerank(question, passages, reranking, signal),
    }),
    async retrieve({ question: text, limit, documents, rerank: isReranked = true, signal }) {
      const reranker = isReranked ? reranking : undefined;
      const start = performance.now();
      const { languages, passages: passageCount } = await store.info();
      const question = readQuestion(text, questionLanguage(text, languages), matcher);
      const [vector] = await embedder.embed([text], "query", signal);
      const embedded = performance.now();
      if (vector === undefined) {
        throw new RangeError("the embedder returned no vector");
      }
      const query: StoreQuery = {
        vector,
        terms: questionTerms(question, Object.keys(languages)),
        limit: Math.max(MIN_CANDIDATES, limit, reranker?.candidates ?? 0),
        gramWeight: GRAM_WEIGHT,
        ...(documents === undefined ? {} : { documents: new Set(documents) }),
        signal,
      };
      const weigh = (result: StoreResult) =>
        weighHits(result).map((hit) =>
          scored({
            ...hit,
            alignment: null,
            repeated: 0,
            relation: relationOf(question.language, hit.passage.language, embedder),
          }),
        );
      const found = await store.search(query);
      throwIfAborted(signal);
      const first = weigh(found);
      // All passages of a small folder are found at once.
      const isAllFound = first.length >= passageCount;
      const within = isAllFound ? undefined : await searchBestDocuments(first, query, store);
      throwIfAborted(signal);
      const searched = performance.now();
      const candidates = within === undefined ? first : joined(first, weigh(within));
      const texts = new MatchedTexts(question);
      const ranked = ranking.rank(question, candidates, texts, found.statistics);
      const ordered = diversify(ranked, Math.max(limit, reranker?.candidates ?? 0));
      const fused = performance.now();
      const best = await rerank(text, ordered, reranker, signal);
      const end = performance.now();
      return {
        question,
        passages: best.slice(0, limit),
        found: candidates.map(({ score, scores }) => ({ score, ...scores })),
        timings: {
          embed: embedded - start,
          lexical: found.timings.lexical + (within?.timings.lexical ?? 0),
          dense: found.timings.dense + (within?.timings.dense ?? 0),
          fusion: fused - searched,
          rerank: reranker === undefined ? 0 : end - fused,
          total: end - start,
        },
      };
    },
  };
}

/**
 * Searches once more, in the documents that look best: the passage that answers often stands beside one that only names
 * the topic, and shares too few words with the question to be found among those of all documents.
 */
async function searchBestDocuments(
  found: readonly FusedPassage[],
  query: StoreQuery,
  store: Searching,
): Promise<StoreResult | undefined> {
  const best = new Set(found.toSorted(byScore).map(({ passage }) => passage.documentId));
  const documents = new Set([...best].slice(0, BEST_DOCUMENTS));
  return documents.size === 0
    ? undefined
    : await store.search({ ...query, limit: CANDIDATES_WITHIN, documents });
}

function joined(first: readonly FusedPassage[], within: readonly FusedPassage[]): FusedPassage[] {
  const known = new Set(first.map(({ passage }) => passage.id));
  return [...first, ...within.filter(({ passage }) => !known.has(passage.id))];
}

function relationOf(question: string, passage: string, { languages }: Embedder): LanguageRelation {
  const isKnown = (language: string) => language === UNDETERMINED || (languages?.includes(language) ?? true);
  return {
    sameLanguage: sameLanguage(question, passage),
    embedderKnows: isKnown(question) && isKnown(passage),
  };
}
