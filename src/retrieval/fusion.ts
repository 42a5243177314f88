import type { Candidate, Evidence } from "../core/passage.js";

/** A candidate's fused score and what each leg gave to it, all between 0 and 1. */
export interface FusedScore {
  readonly score: number;
  readonly lexical: number;
  readonly dense: number;
}

/** What the languages of question and passage mean for their evidence. */
export interface LanguageRelation {
  /** Whether they are one language, or one of the two isn't known. */
  readonly sameLanguage: boolean;
  /** Whether the embedder knows both. */
  readonly embedderKnows: boolean;
}

/**
 * How much lexical evidence counts next to a cosine, chosen by measurement. Across languages only names,
 * numbers and shared roots can match, so there are no words, and the dense leg leads.
 */
const WEIGHTS = {
  sameLanguage: { words: 0.7, grams: 0.5 },
  acrossLanguages: { words: 0, grams: 0.6 },
} as const;

/** The most the lexical leg can give, in either case. */
const LEXICAL_MAX = WEIGHTS.sameLanguage.words + WEIGHTS.sameLanguage.grams;

/** How much the paragraph around a passage counts next to the passage itself. */
const PARAGRAPH_WEIGHT = 0.5;

/**
 * Joins the evidence of both legs to one score: a weighted sum of values that mean the same for every
 * question and corpus (cosines, and BM25 as a share of the most the question could score). Ranks, or scores
 * divided by the best hit's, would stretch a list of bad hits to look like a good one. Cosines of a language that
 * the embedder doesn't know are left out: they say how alike the spelling is, which the lexical leg knows better,
 * and nothing at all in a script that it doesn't know.
 */
export function fuse(candidate: Candidate, { sameLanguage, embedderKnows }: LanguageRelation): FusedScore {
  const weights = sameLanguage ? WEIGHTS.sameLanguage : WEIGHTS.acrossLanguages;
  const denseMax = embedderKnows ? 1 : 0;
  const around = 1 + PARAGRAPH_WEIGHT;
  const blend = (value: (evidence: Evidence) => number) =>
    (value(candidate.evidence) + PARAGRAPH_WEIGHT * value(candidate.paragraph.evidence)) / around;
  const lexical = blend(({ words, grams }) => weights.words * words + weights.grams * grams);
  const dense = blend(({ cosine, sentenceCosine }) => (cosine + sentenceCosine) / 2);
  return {
    score: unit((denseMax * dense + lexical) / (denseMax + LEXICAL_MAX)),
    lexical: unit(lexical / LEXICAL_MAX),
    dense: unit(dense),
  };
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
