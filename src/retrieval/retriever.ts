import { performance } from "node:perf_hooks";
import { throwIfAborted } from "../core/abort.js";
import { UNDETERMINED } from "../core/language.js";
import type { ScoredPassage } from "../core/passage.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import type { Searching } from "../core/ports/store/searching.js";
import type { ContextPassage } from "../core/ports/writer.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { alignHead } from "./align-head.js";
import { diversify } from "./diversify.js";
import type { FusedScore, LanguageRelation, ScorableCandidate } from "./fusion.js";
import { LateInteraction } from "./late-interaction.js";
import { questionLanguage } from "./question-language.js";
import { questionTerms, sameLanguage } from "./question-terms.js";
import { type Reranking, rerank } from "./rerank.js";
import { scored } from "./scored-candidate.js";

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
  /** 0 without a reranker. */
  readonly rerank: number;
  readonly total: number;
}

/** A retrieved passage with all that its score is made of, and what its language means for the evidence. */
export interface RetrievedPassage extends ContextPassage, ScorableCandidate {
  readonly relation: LanguageRelation;
}

/** What was found, best first. */
export interface Retrieval {
  readonly question: string;
  /** ISO 639-1 code of the question's language, or `und`. */
  readonly language: string;
  /** With the evidence that led to the score. */
  readonly context: readonly RetrievedPassage[];
  /** The same passages in the same order, as the outside sees them. */
  readonly passages: readonly ScoredPassage[];
  /** The scores of everything that either leg found, in no particular order: what a rank in one leg counts among. */
  readonly found: readonly FusedScore[];
  readonly timings: RetrievalTimings;
}

/** Finds the passages that answer a question. */
export interface Retriever {
  /** @throws FootnoteError `aborted`, `embedding_failed`, `fingerprint_mismatch` */
  retrieve(request: RetrievalRequest): Promise<Retrieval>;
}

/** Each leg contributes at least this many candidates, so that one leg's blind spot is the other's find. */
const MIN_CANDIDATES = 50;

/** What retrieval is made of. */
export interface RetrieverOptions {
  readonly store: Searching & Pick<Catalogue, "info">;
  readonly embedder: Embedder;
  readonly matcher: WordMatcher;
  readonly reranking?: Reranking | undefined;
}

export function createRetriever({ store, embedder, matcher, reranking }: RetrieverOptions): Retriever {
  return {
    async retrieve({ question, limit, documents, signal }) {
      const start = performance.now();
      const languages = Object.keys((await store.info()).languages);
      const language = questionLanguage(question, languages);
      const [vector] = await embedder.embed([question], "query", signal);
      const embedded = performance.now();
      if (vector === undefined) {
        throw new RangeError("the embedder returned no vector");
      }
      const found = await store.search({
        vector,
        terms: questionTerms(question, language, languages),
        limit: Math.max(MIN_CANDIDATES, limit, reranking?.candidates ?? 0),
        ...(documents === undefined ? {} : { documents: new Set(documents) }),
        signal,
      });
      throwIfAborted(signal);
      const searched = performance.now();
      const candidates = found.candidates.map((candidate) =>
        scored(
          { ...candidate, alignment: null, repeated: 0 },
          relationOf(language, candidate.passage.language, embedder),
        ),
      );
      const aligned = alignHead(candidates, new LateInteraction(question, language, matcher));
      const ranked = diversify(aligned, Math.max(limit, reranking?.candidates ?? 0));
      const fused = performance.now();
      const best = (await rerank(question, ranked, reranking, signal)).slice(0, limit);
      const end = performance.now();
      return {
        question,
        language,
        context: best.map(({ entry: { candidate, relation, fused } }) => ({
          ...candidate,
          relation,
          score: fused.score,
        })),
        passages: best.map(({ entry: { candidate, fused }, relevance }) => ({
          ...candidate.passage,
          score: fused.score,
          scores: {
            lexical: fused.lexical,
            dense: fused.dense,
            ...(relevance !== null && { rerank: relevance }),
          },
        })),
        found: candidates.map(({ fused }) => fused),
        timings: {
          embed: embedded - start,
          ...found.timings,
          fusion: fused - searched,
          rerank: reranking === undefined ? 0 : end - fused,
          total: end - start,
        },
      };
    },
  };
}

function relationOf(question: string, passage: string, { languages }: Embedder): LanguageRelation {
  const isKnown = (language: string) => language === UNDETERMINED || (languages?.includes(language) ?? true);
  return {
    sameLanguage: sameLanguage(question, passage),
    embedderKnows: isKnown(question) && isKnown(passage),
  };
}
