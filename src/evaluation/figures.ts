import { EXTRACTIVE } from "../answering/extractive/extractive-writer.js";
import {
  citationPrecision,
  citationRecall,
  containsGold,
  goldShare,
  type OutcomeShares,
  outcomeShares,
  quotesExact,
  refused,
  separation,
} from "./metrics/answer-metrics.js";
import { type Funnel, funnelOf } from "./metrics/funnel.js";
import { type Reliability, reliabilityOf } from "./metrics/reliability.js";
import { characters, recallAt, recallInCharacters, reciprocalRankAt } from "./metrics/retrieval-metrics.js";
import { type SentenceFigures, sentenceFigures } from "./metrics/sentence-metrics.js";
import { mean, percentile } from "./metrics/statistics.js";
import type { Outcome } from "./outcome.js";

/** What was measured, and with what. */
export interface Setting {
  /** The data set's name. */
  readonly dataset: string;
  /** Passages in the index. */
  readonly passages: number;
  /** The embedder's model. */
  readonly embedder: string;
  /** `extractive` or `provider:model`. */
  readonly llm: string;
  readonly ingestMs: number;
}

/**
 * The result of an evaluation, as `footnote eval --json` prints it. Shares lie between 0 and 1; null stands where
 * there was nothing to count, such as `trueRefusal` without a question that can't be answered. The functions that
 * count each figure define it.
 */
export interface Figures {
  readonly dataset: string;
  /** How many. */
  readonly questions: number;
  /** How many of them. */
  readonly answerable: number;
  /** The ids of the questions of which at least one gold span isn't in the documents any more; it is left out. */
  readonly goldMissing: readonly string[];
  readonly passages: number;
  readonly embedder: string;
  readonly llm: string;
  /** Over the answerable questions. */
  readonly retrieval: {
    readonly "recall@1": number | null;
    readonly "recall@5": number | null;
    readonly "recall@10": number | null;
    readonly "mrr@10": number | null;
    /** The mean length of the first five passages together. */
    readonly contextCharsAt5: number | null;
    readonly recallInChars: {
      readonly "1000": number | null;
      readonly "2000": number | null;
      readonly "4000": number | null;
    };
  };
  readonly answers: {
    readonly containsGold: number | null;
    readonly goldShare: number | null;
    readonly citationPrecision: number | null;
    readonly citationRecall: number | null;
    readonly quotesExact: number | null;
    /** With a language model only: every sentence of the extractive writer is a quote. */
    readonly sentences?: SentenceFigures;
  };
  readonly refusal: {
    readonly falseRefusal: number | null;
    readonly trueRefusal: number | null;
    readonly auroc: number | null;
  };
  readonly outcomes: { readonly answerable: OutcomeShares; readonly unanswerable: OutcomeShares };
  readonly funnel: Funnel;
  readonly reliability: Reliability;
  /** By the data set's own types, in alphabetical order; empty if no question has one. */
  readonly byType: Readonly<Record<string, TypeFigures>>;
  /** Milliseconds, of retrieving for an answer and of the answer as a whole. */
  readonly timings: {
    readonly ingestMs: number;
    readonly retrievalP50Ms: number | null;
    readonly retrievalP95Ms: number | null;
    readonly answerP50Ms: number | null;
  };
}

/** The figures of the questions of one type. */
export interface TypeFigures {
  readonly questions: number;
  readonly answerable: number;
  readonly "recall@10": number | null;
  readonly containsGold: number | null;
  readonly goldShare: number | null;
  readonly citationRecall: number | null;
  readonly falseRefusal: number | null;
  readonly trueRefusal: number | null;
}

/** What an evaluation gives. */
export interface Evaluation {
  readonly figures: Figures;
  /** One a question, in their order. */
  readonly outcomes: readonly Outcome[];
}

/** Counts everything. */
export function figuresOf(outcomes: readonly Outcome[], setting: Setting): Figures {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const { dataset, passages, embedder, llm, ingestMs } = setting;
  return {
    dataset,
    questions: outcomes.length,
    answerable: answerable.length,
    goldMissing: outcomes
      .filter(({ question }) => question.missing.length > 0)
      .map(({ question }) => question.id),
    passages,
    embedder,
    llm,
    retrieval: retrievalFigures(answerable),
    answers: {
      containsGold: containsGold(answerable),
      goldShare: goldShare(answerable),
      citationPrecision: citationPrecision(answerable),
      citationRecall: citationRecall(answerable),
      quotesExact: quotesExact(outcomes),
      ...(llm === EXTRACTIVE ? {} : { sentences: sentenceFigures(outcomes) }),
    },
    refusal: {
      falseRefusal: refused(answerable),
      trueRefusal: refused(unanswerable),
      auroc: separation(answerable, unanswerable),
    },
    outcomes: { answerable: outcomeShares(answerable), unanswerable: outcomeShares(unanswerable) },
    funnel: funnelOf(answerable),
    reliability: reliabilityOf(outcomes),
    byType: figuresByType(outcomes),
    timings: { ingestMs: hundredths(ingestMs), ...timings(outcomes) },
  };
}

function retrievalFigures(answerable: readonly Outcome[]): Figures["retrieval"] {
  const depths = answerable.map(({ depth }) => depth);
  return {
    "recall@1": recallAt(1, depths),
    "recall@5": recallAt(5, depths),
    "recall@10": recallAt(10, depths),
    "mrr@10": reciprocalRankAt(10, depths),
    contextCharsAt5: mean(answerable.map(({ passages }) => characters(passages.slice(0, 5)))),
    recallInChars: {
      "1000": recallInCharacters(1000, depths),
      "2000": recallInCharacters(2000, depths),
      "4000": recallInCharacters(4000, depths),
    },
  };
}

/** Counts the questions of each type. */
export function figuresByType(outcomes: readonly Outcome[]): Figures["byType"] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { type } = outcome.question;
    if (type !== undefined) {
      groups.set(type, [...(groups.get(type) ?? []), outcome]);
    }
  }
  const names = Array.from(groups.keys()).sort();
  return Object.fromEntries(names.map((type) => [type, typeFigures(groups.get(type) ?? [])]));
}

function typeFigures(outcomes: readonly Outcome[]): TypeFigures {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    "recall@10": recallAt(
      10,
      answerable.map(({ depth }) => depth),
    ),
    containsGold: containsGold(answerable),
    goldShare: goldShare(answerable),
    citationRecall: citationRecall(answerable),
    falseRefusal: refused(answerable),
    trueRefusal: refused(unanswerable),
  };
}

function timings(outcomes: readonly Outcome[]): Omit<Figures["timings"], "ingestMs"> {
  const retrieval = outcomes.map(({ answer }) => hundredths(answer.timings.retrieval));
  const total = outcomes.map(({ answer }) => hundredths(answer.timings.total));
  return {
    retrievalP50Ms: percentile(retrieval, 0.5),
    retrievalP95Ms: percentile(retrieval, 0.95),
    answerP50Ms: percentile(total, 0.5),
  };
}

/** Clocks tell no more, and people read this. */
function hundredths(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
