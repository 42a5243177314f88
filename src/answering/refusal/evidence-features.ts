import type { RankedPassage } from "../../core/passage.js";
import { softmax } from "../../learned/softmax.js";
import type { RankingFeature } from "../../retrieval/ranking/ranking-features.js";
import type { WeighedQuestion } from "../weighed-question.js";

/** Of the best passage. */
const OF_BEST = [
  "score",
  "words",
  "grams",
  "cosine",
  "sentence",
  "text",
  "textMean",
  "textSame",
  "above",
  "title",
  "heading",
  "all",
  "allMean",
  "rest",
  "missing",
  "document",
  "documentScore",
  "documentCount",
] as const satisfies readonly RankingFeature[];

/** Of all that was found. */
const OF_ALL = [
  "relevance",
  "lead",
  "spread",
  "documentShare",
  "documentLead",
  "documentSpread",
  "asked",
  "missingName",
  "sameLanguage",
  "aligned",
  "alignedAround",
  "wordsAround",
  "gramsAround",
  "cosineAround",
  "sentenceAround",
] as const;

/** The names of the features. */
export const EVIDENCE_FEATURES = [...OF_ALL, ...OF_BEST.map((name) => `best.${name}` as const)] as const;

/** A feature of what was found for a question. */
export type EvidenceFeature = (typeof EVIDENCE_FEATURES)[number];

/** How many content words make a long question. */
const MANY_WORDS = 8;

/** A probability that counts as none. */
const NONE = 1e-12;

/**
 * What the decision whether the documents answer a question goes by: how well the best passage fits it, how clearly one
 * passage and one document stand out from all others, and whether a name of the question is found at all. More than
 * that, such as the kind of answer that is asked for, helps to order passages but doesn't tell whether one answers.
 *
 * @param found best first; more than a writer reads, since what else was found tells how clear it is
 */
export function evidenceFeatures(
  question: WeighedQuestion,
  found: readonly RankedPassage[],
): Readonly<Record<EvidenceFeature, number>> {
  const [best] = found;
  const relevances = found.map(({ relevance }) => relevance);
  const [first = 0, second = first] = relevances.toSorted((a, b) => b - a);
  const probabilities = softmax(relevances);
  const documents = probabilitiesOfDocuments(found, probabilities);
  const [likeliest = 0, next = 0] = documents;
  const around = best?.paragraph.evidence;
  const features: Record<string, number> = {
    relevance: first,
    lead: first - second,
    spread: entropy(probabilities),
    documentShare: likeliest,
    documentLead: likeliest - next,
    documentSpread: entropy(documents),
    asked: Math.min(1, question.words.length / MANY_WORDS),
    missingName: missingName(question, found),
    sameLanguage: Number(best?.relation.sameLanguage ?? false),
    aligned: best?.alignment?.passage ?? 0,
    alignedAround: best?.alignment?.paragraph ?? 0,
    wordsAround: around?.words ?? 0,
    gramsAround: around?.grams ?? 0,
    cosineAround: around?.cosine ?? 0,
    sentenceAround: around?.sentenceCosine ?? 0,
  };
  for (const name of OF_BEST) {
    features[`best.${name}`] = best?.features?.[name] ?? 0;
  }
  return features as Record<EvidenceFeature, number>;
}

/** The probability that it is this document that answers, the likeliest first. */
function probabilitiesOfDocuments(
  found: readonly RankedPassage[],
  probabilities: readonly number[],
): number[] {
  const sums = new Map<string, number>();
  for (const [i, { passage }] of found.entries()) {
    sums.set(passage.documentId, (sums.get(passage.documentId) ?? 0) + (probabilities[i] ?? 0));
  }
  return [...sums.values()].sort((a, b) => b - a);
}

/** In nats. */
function entropy(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p) => sum - p * Math.log(p + NONE), 0);
}

/**
 * The largest share of the question that a capitalised word has which nothing found holds, be it only as a part: of what
 * is asked of a name that the documents don't know, they seldom tell. In German it may be any noun.
 */
function missingName({ text, words, comparison }: WeighedQuestion, found: readonly RankedPassage[]): number {
  const names = words.flatMap((word, i) =>
    /^\p{Lu}/u.test(word.text) && text.indexOf(word.text) > 0 ? [{ i, share: word.share, match: 0 }] : [],
  );
  for (const { passage } of found) {
    const missing = names.filter(({ match }) => match < 1);
    if (missing.length === 0) {
      break;
    }
    const said = [passage.title, ...passage.heading, passage.text];
    const matches = comparison.matchesTogether(said, passage.language);
    for (const name of missing) {
      name.match = Math.max(name.match, matches[name.i] ?? 0);
    }
  }
  return Math.max(0, ...names.map(({ share, match }) => share * (1 - match)));
}
