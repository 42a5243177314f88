import type { Evidence, LanguageRelation, RankedPassage, ScoredPassage } from "../core/passage.js";

/** What a passage's score is computed from. */
export type FusionInput = Pick<
  RankedPassage,
  "evidence" | "paragraph" | "alignment" | "repeated" | "relation"
>;

/** A passage's fused score and what each leg gave to it, all between 0 and 1. */
export interface FusedScore {
  readonly score: number;
  readonly lexical: number;
  readonly dense: number;
}

/** One piece of evidence in a fused score. */
export interface FusionPart {
  readonly signal: Signal;
  /** Whose evidence it is: the passage's, or that of the paragraph around it. */
  readonly of: "passage" | "paragraph";
  readonly value: number;
  /** Weights above 0 add up to at most 1. The only one below is that of `repeated`. */
  readonly weight: number;
  /** What it adds to the score: value × weight. */
  readonly share: number;
}

type Signal = Evidential | "repeated";
type Evidential = "words" | "grams" | "cosine" | "sentence" | "alignment";

/**
 * How much a signal counts, chosen by measurement; scores hardly change over a wide range of them (see
 * docs/retrieval.md). Across languages only names, numbers and shared roots can match, so there are no words, and
 * the dense leg leads.
 */
const WEIGHTS: Readonly<Record<"sameLanguage" | "acrossLanguages", Readonly<Record<Evidential, number>>>> = {
  sameLanguage: { words: 0.7, grams: 0.5, cosine: 0.7, sentence: 0.7, alignment: 0.6 },
  acrossLanguages: { words: 0, grams: 0.6, cosine: 0.7, sentence: 0.7, alignment: 0.6 },
};

/** The most that each kind of evidence can give, in either case. */
const LEXICAL_MAX = WEIGHTS.sameLanguage.words + WEIGHTS.sameLanguage.grams;
const DENSE_MAX = WEIGHTS.sameLanguage.cosine + WEIGHTS.sameLanguage.sentence;
const ALIGNMENT_MAX = WEIGHTS.sameLanguage.alignment;

/**
 * What a passage loses that says only what better ones said: its place is worth more to another one, unless that
 * is clearly worse.
 */
const REPEATED_WEIGHT = -0.32;

/**
 * Joins the evidence of both legs and the alignment to one score: a weighted sum of values that mean the same
 * for every question and corpus (cosines, and BM25 as a share of the most the question could score). Ranks, or
 * scores divided by the best hit's, would stretch a list of bad hits to look like a good one. Cosines of a language
 * that the embedder doesn't know are left out: they say how alike the spelling is, which the lexical leg knows
 * better, and nothing at all in a script that it doesn't know.
 */
export function fuse(passage: FusionInput): FusedScore {
  const { relation, repeated, alignment } = passage;
  const weights = weightsFor(relation);
  let lexical = 0;
  let dense = 0;
  let counted = 0;
  // Without an object for each part, of which `fusionParts` makes ten: every candidate of a question is fused.
  for (const of of ["passage", "paragraph"] as const) {
    const evidence = of === "passage" ? passage.evidence : passage.paragraph.evidence;
    const words = evidence.words * (weights.words / 2);
    const grams = evidence.grams * (weights.grams / 2);
    const cosine = evidence.cosine * (weights.cosine / 2);
    const sentence = evidence.sentenceCosine * (weights.sentence / 2);
    lexical = lexical + words + grams;
    dense = dense + cosine + sentence;
    counted = counted + words + grams;
    if (relation.embedderKnows) {
      counted = counted + cosine + sentence;
    }
    counted += (alignment?.[of] ?? 0) * (weights.alignment / 2);
  }
  return {
    score: unit((counted + repeated * REPEATED_WEIGHT) / mostEvidence(relation)),
    lexical: unit(lexical / LEXICAL_MAX),
    dense: unit(dense / DENSE_MAX),
  };
}

/** What a passage's score is the sum of; a sum beyond 0 to 1 is cut there. */
export function fusionParts(passage: FusionInput): readonly FusionPart[] {
  const { relation } = passage;
  const repeated = makePart("repeated", "passage", passage.repeated, REPEATED_WEIGHT);
  return [...evidenceParts(passage), repeated].map((part) => {
    const factor = isDense(part) && !relation.embedderKnows ? 0 : 1 / mostEvidence(relation);
    return makePart(part.signal, part.of, part.value, part.weight * factor);
  });
}

/** What the weights of all evidence that counts add up to. */
function mostEvidence({ embedderKnows }: LanguageRelation): number {
  return LEXICAL_MAX + (embedderKnows ? DENSE_MAX : 0) + ALIGNMENT_MAX;
}

function weightsFor({ sameLanguage }: LanguageRelation): Readonly<Record<Evidential, number>> {
  return WEIGHTS[sameLanguage ? "sameLanguage" : "acrossLanguages"];
}

/** Passage and paragraph count alike: small windows say where, and what is around them says whether. */
function evidenceParts({ evidence, paragraph, alignment, relation }: FusionInput): FusionPart[] {
  const weights = weightsFor(relation);
  const partsOf = (of: FusionPart["of"], { words, grams, cosine, sentenceCosine }: Evidence) => [
    makePart("words", of, words, weights.words / 2),
    makePart("grams", of, grams, weights.grams / 2),
    makePart("cosine", of, cosine, weights.cosine / 2),
    makePart("sentence", of, sentenceCosine, weights.sentence / 2),
    makePart("alignment", of, alignment?.[of] ?? 0, weights.alignment / 2),
  ];
  return [...partsOf("passage", evidence), ...partsOf("paragraph", paragraph.evidence)];
}

function makePart(signal: Signal, of: FusionPart["of"], value: number, weight: number): FusionPart {
  return { signal, of, value, weight, share: value * weight };
}

function isDense({ signal }: FusionPart): boolean {
  return signal === "cosine" || signal === "sentence";
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** A passage with its fused score, before the learnt ranking has read it. */
export interface FusedPassage extends Omit<RankedPassage, "features" | "relevance" | "scores"> {
  readonly scores: Omit<FusedScore, "score">;
}

/** Gives a passage its score, in place of one that it may have had with other evidence. */
export function scored<T extends FusionInput>(passage: T): T & Pick<FusedPassage, "score" | "scores"> {
  const { score, lexical, dense } = fuse(passage);
  return { ...passage, score, scores: { lexical, dense } };
}

/** Sorts the best first. Equal scores keep one order from run to run. */
export function byScore(a: FusedPassage, b: FusedPassage): number {
  return b.score - a.score || compareIds(a.passage.id, b.passage.id);
}

/** A ranked passage as the outside sees it. */
export function toScoredPassage({ passage, score, scores }: RankedPassage): ScoredPassage {
  return { ...passage, score, scores };
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
