import { sameLanguage } from "../../core/language.js";
import type { RankedPassage } from "../../core/passage.js";
import { isHelperWord } from "../../text/content-words.js";
import { fold } from "../../text/words.js";
import { saysNumber } from "../answer-clues.js";
import { coverage, matchesAround, type WeighedQuestion } from "../weighed-question.js";
import { probability } from "./answerability.js";

/** Below the first score a word is missing, above the second it is present; between them it is partly missing. */
const MISSING = 0.2;
const PRESENT = 0.5;

/** Below this score a word has no counterpart at all. */
const NOTHING = 0.05;

const HALF = 0.5;

/** Within a language, verbs and adjectives are often paraphrased; names and German nouns seldom are. */
const PARAPHRASED = 0.5;

/** How much of a question the best passage covers, and what of it is missing: each between 0 and 1. */
export interface Coverage {
  /** The share of the question's weight that the paragraph of the best passage matches. */
  readonly covered: number;
  /** The largest share of the question's weight that one word has which that paragraph lacks. */
  readonly missingWord: number;
  /** 1 if one word has half of the weight and no passage, paragraph, heading or title holds it. */
  readonly missingKeyWord: number;
  /** 1 if a number is asked for and given neither by the passage nor, where that will do, by its paragraph. */
  readonly lacksNumber: number;
}

/** @param best the passage that is likeliest to answer */
export function coverageOf(
  question: WeighedQuestion,
  best: RankedPassage,
  context: readonly RankedPassage[],
): Coverage {
  const { passage, paragraph } = best;
  const matches = question.comparison.matches(paragraph.text, passage.language);
  const same = sameLanguage(question.language, passage.language);
  return {
    covered: coverage(question, matches),
    missingWord: missingWord(question, matches, same),
    missingKeyWord: Number(keyWordMissing(question, context)),
    lacksNumber: Number(lacksNumber(question, best)),
  };
}

/**
 * Logistic regressions on the passage with the highest fused score. Fitted on questions with and without an answer in a
 * hundred paragraphs, in five, and in the four that are left when the answering one is taken away; within a language
 * and across German and English.
 */
const RULES = {
  sameLanguage: { score: 19, coverage: 3, noNumber: -1.6, missingWord: -4.5, bias: -6.45 },
  acrossLanguages: { score: 15, coverage: 6, noNumber: -1.6, missingWord: -2, bias: -5.1 },
} as const;

/**
 * How sure it is that passages answer a question, between 0 and 1, by a rule that needs no others to compare with: for
 * few passages, for languages that the embedder doesn't know, and as a part of the judgement across languages.
 */
export function answerabilityByRule(asked: WeighedQuestion, context: readonly RankedPassage[]): number {
  const [best] = context.toSorted((a, b) => b.score - a.score);
  if (best === undefined) {
    return 0;
  }
  const question = withoutUnmetHelpers(asked, context);
  const { covered, missingWord, missingKeyWord, lacksNumber } = coverageOf(question, best, context);
  if (lacksNumber === 1 || missingKeyWord === 1) {
    return 0;
  }
  const { answerType, language } = question;
  const rule = RULES[sameLanguage(language, best.passage.language) ? "sameLanguage" : "acrossLanguages"];
  const noNumber = Number(answerType.number !== "none" && !saysNumber(best.passage, answerType));
  return probability(
    rule.bias +
      rule.score * best.score +
      rule.coverage * covered +
      rule.noNumber * noNumber +
      rule.missingWord * missingWord,
  );
}

/** The question with no weight on words such as `must` and `my` that none of the passages holds. */
function withoutUnmetHelpers(question: WeighedQuestion, context: readonly RankedPassage[]): WeighedQuestion {
  const helpers = question.words.map(({ text }) => isHelperWord(fold(text)));
  if (!helpers.includes(true)) {
    return question;
  }
  const matches = context.map((source) => matchesAround(question, source));
  const counts = helpers.map((helps, i) => !helps || matches.some((match) => (match[i] ?? 0) > PRESENT));
  const total = question.words.reduce((sum, { share }, i) => sum + (counts[i] ? share : 0), 0);
  return total === 0
    ? question
    : {
        ...question,
        words: question.words.map((word, i) => ({ ...word, share: counts[i] ? word.share / total : 0 })),
      };
}

/** Whether a number is asked for and not given: a measure by the passage, a quantity by its paragraph. */
function lacksNumber(question: WeighedQuestion, { passage, paragraph }: RankedPassage): boolean {
  if (question.answerType.number === "none" || saysNumber(passage, question.answerType)) {
    return false;
  }
  const around = { text: paragraph.text, language: passage.language };
  return question.answerType.number === "measure" || !saysNumber(around, question.answerType);
}

/** Whether one word has half of the question's weight, and no passage, paragraph, heading or title holds it. */
function keyWordMissing(question: WeighedQuestion, context: readonly RankedPassage[]): boolean {
  const heaviest = question.words.findIndex(({ share }) => share >= HALF);
  if (heaviest === -1) {
    return false;
  }
  return context.every((source) => (matchesAround(question, source)[heaviest] ?? 0) < NOTHING);
}

/** The largest share of the question's weight that one missing word has, between 0 and 1. */
function missingWord(question: WeighedQuestion, matches: readonly number[], same: boolean): number {
  const shares = question.words.map((word, i) => {
    const missing = (PRESENT - (matches[i] ?? 0)) / (PRESENT - MISSING);
    const kind = same && !word.isNamed ? PARAPHRASED : 1;
    return kind * word.share * word.certainty * Math.min(1, Math.max(0, missing));
  });
  return Math.max(0, ...shares);
}
