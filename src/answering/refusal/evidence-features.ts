import type { RankedPassage } from "../../core/passage.js";
import { softmax } from "../../learned/softmax.js";
import type { RankingFeature } from "../../retrieval/ranking/ranking-features.js";
import type { WeighedQuestion } from "../weighed-question.js";
import { type Coverage, coverageOf } from "./coverage.js";

/** Of the passage that is likeliest to answer. */
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
  "number",
  "noNumber",
  "numberAround",
  "form",
  "noForm",
  "otherKind",
  "noOtherKind",
  "length",
  "short",
  "reference",
  "question",
] as const satisfies readonly RankingFeature[];

/** The most that a passage of the best place has. */
const OF_PLACE = [
  "score",
  "text",
  "textSame",
  "all",
  "number",
  "form",
  "otherKind",
] as const satisfies readonly RankingFeature[];

/** Of all that was found. */
const OF_ALL = [
  "first",
  "second",
  "third",
  "relevance",
  "lead",
  "spread",
  "asked",
  "sameLanguage",
  "aligned",
  "alignedAround",
  "wordsAround",
  "gramsAround",
  "cosineAround",
  "sentenceAround",
  "covered",
  "missingWord",
  "missingKeyWord",
  "lacksNumber",
] as const;

/** The names of the features. */
export const EVIDENCE_FEATURES = [
  ...OF_ALL,
  ...OF_BEST.map((name) => `best.${name}` as const),
  ...OF_PLACE.map((name) => `place.${name}` as const),
] as const;

/** A feature of what was found for a question. */
export type EvidenceFeature = (typeof EVIDENCE_FEATURES)[number];

/** Passages of one section whose distance, in UTF-16 code units, is at most so much are one place. */
const BEFORE = 350;
const BEHIND = 600;

/** Places are looked for around so many of the best passages. */
const HEAD = 25;

/** How many content words make a long question. */
const MANY_WORDS = 8;

/** How many passages are read for the words of the question. */
export const READ = 8;

const NOTHING_COVERED: Coverage = { covered: 0, missingWord: 1, missingKeyWord: 1, lacksNumber: 0 };

/** A probability that counts as none. */
const NONE = 1e-12;

/**
 * What the decision whether the documents answer a question goes by, and the confidence in the answer. It looks at the
 * *places* where answers could stand: several passages that are near each other and likely to answer make one place
 * more certain, as several places make each less.
 *
 * @param context what was found, best first; more than a writer reads, since what else was found tells how clear it is
 */
export function evidenceFeatures(
  question: WeighedQuestion,
  context: readonly RankedPassage[],
): Readonly<Record<EvidenceFeature, number>> {
  const probabilities = softmax(context.map(({ relevance }) => relevance));
  const places = bestPlaces(context, probabilities);
  const best = context[places[0]?.best ?? 0];
  const relevances = context.map(({ relevance }) => relevance).sort((a, b) => b - a);
  const around = best?.paragraph.evidence;
  const members = places[0]?.members.map((i) => context[i]) ?? [];
  const featuresOf = (entry: RankedPassage | undefined, name: RankingFeature) => entry?.features?.[name] ?? 0;
  const features: Record<string, number> = {
    first: places[0]?.probability ?? 0,
    second: places[1]?.probability ?? 0,
    third: places[2]?.probability ?? 0,
    relevance: relevances[0] ?? 0,
    lead: (relevances[0] ?? 0) - (relevances[1] ?? relevances[0] ?? 0),
    spread: probabilities.reduce((sum, p) => sum - p * Math.log(p + NONE), 0),
    asked: Math.min(1, question.words.length / MANY_WORDS),
    sameLanguage: Number(best?.relation.sameLanguage ?? false),
    aligned: best?.alignment?.passage ?? 0,
    alignedAround: best?.alignment?.paragraph ?? 0,
    wordsAround: around?.words ?? 0,
    gramsAround: around?.grams ?? 0,
    cosineAround: around?.cosine ?? 0,
    sentenceAround: around?.sentenceCosine ?? 0,
    ...(best === undefined ? NOTHING_COVERED : coverageOf(question, best, context.slice(0, READ))),
  };
  for (const name of OF_BEST) {
    features[`best.${name}`] = featuresOf(best, name);
  }
  for (const name of OF_PLACE) {
    features[`place.${name}`] = Math.max(0, ...members.map((member) => featuresOf(member, name)));
  }
  return features as Record<EvidenceFeature, number>;
}

/** Passages near each other, any of which may hold the answer. */
interface Place {
  /** The index of the best passage. */
  readonly best: number;
  readonly members: readonly number[];
  /** That one of them answers. */
  readonly probability: number;
}

/** The three likeliest places that don't overlap, the likeliest first. */
function bestPlaces(context: readonly RankedPassage[], probabilities: readonly number[]): Place[] {
  const taken = new Set<number>();
  const places: Place[] = [];
  while (places.length < 3) {
    const [place] = context
      .slice(0, HEAD)
      .map((_, i) => i)
      .filter((i) => !taken.has(i))
      .map((i) => placeAround(i, context, probabilities, taken))
      .sort((a, b) => b.probability - a.probability || a.best - b.best);
    if (place === undefined) {
      break;
    }
    places.push(place);
    for (const member of place.members) {
      taken.add(member);
    }
  }
  return places;
}

function placeAround(
  center: number,
  context: readonly RankedPassage[],
  probabilities: readonly number[],
  taken: ReadonlySet<number>,
): Place {
  const { passage } = context[center] as RankedPassage;
  const heading = passage.heading.join("\n");
  const members = context.flatMap(({ passage: other }, i) => {
    const isNear =
      other.documentId === passage.documentId &&
      other.end > passage.start - BEFORE &&
      other.start < passage.end + BEHIND &&
      other.heading.join("\n") === heading;
    return isNear && !taken.has(i) ? [i] : [];
  });
  const probability = members.reduce((sum, i) => sum + (probabilities[i] ?? 0), 0);
  return { best: center, members, probability };
}
