import type { LanguageRelation, PassageScores, RankedPassage } from "../core/passage.js";
import { type FusedScore, type FusionPart, fusionParts } from "./fusion.js";
import { askedWords, type MatchedWords, WordFinder } from "./matched-words.js";
import type { Retrieval } from "./retriever.js";

/** A passage's rank by the score of one leg alone, among all that was found; null where the leg gave it nothing. */
export interface LegRanks {
  readonly lexical: number | null;
  readonly dense: number | null;
}

/** Why a passage was found, and why it stands where it does. */
export interface PassageExplanation {
  readonly passage: RankedPassage;
  readonly ranks: LegRanks;
  readonly relation: LanguageRelation;
  /** They add up to the fused score, which is cut at 0 and 1. */
  readonly parts: readonly FusionPart[];
  readonly matches: MatchedWords;
}

/** What retrieval made of a question. */
export interface QuestionAnalysis {
  readonly text: string;
  /** ISO 639-1, or `und`. */
  readonly language: string;
  /** The words that are looked for in passages of its own language, as they stand in the question, each once. */
  readonly words: readonly string[];
}

/** How a retrieval came about. */
export interface Explanation {
  readonly question: QuestionAnalysis;
  /** How many passages either leg found: what ranks count among. */
  readonly found: number;
  /** In the retrieval's order. */
  readonly passages: readonly PassageExplanation[];
}

/** Tells how a retrieval came about, from the retrieval alone. */
export function explain({ question: { text, language }, passages, found }: Retrieval): Explanation {
  const finders = new Map<string, WordFinder>();
  const finderFor = (passageLanguage: string) => {
    const known = finders.get(passageLanguage);
    if (known !== undefined) {
      return known;
    }
    const finder = new WordFinder(askedWords(text, language, passageLanguage));
    finders.set(passageLanguage, finder);
    return finder;
  };
  const words = askedWords(text, language, language).map(({ text }) => text);
  return {
    question: { text, language, words },
    found: found.length,
    passages: passages.map((entry) => ({
      passage: entry,
      ranks: ranksAmong(found, entry.scores),
      relation: entry.relation,
      parts: fusionParts(entry),
      matches: finderFor(entry.passage.language).find(entry.passage),
    })),
  };
}

function ranksAmong(found: readonly FusedScore[], own: PassageScores): LegRanks {
  const rank = (leg: keyof LegRanks) =>
    own[leg] > 0 ? 1 + found.filter((other) => other[leg] > own[leg]).length : null;
  return { lexical: rank("lexical"), dense: rank("dense") };
}
