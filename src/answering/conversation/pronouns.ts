import { findDate } from "./date-phrase.js";
import { type NamedWords, namedWords } from "./named-words.js";
import { capital, splice } from "./phrases.js";

/** Words that stand for what was named before. */
const PRONOUN: Readonly<Record<string, RegExp>> = {
  de: pronoun(
    "er|sie|es|ihn|ihm|ihr|ihnen|sein|seine[mnrs]?|ihre[mnrs]?|deren|dessen|dort|dorthin|dabei|davon|dafür|dagegen|darüber|darin|daran|damit|damals|diese[mnrs]?|jene[mnrs]?|das|letztere[mnrs]?|erstere[mnrs]?",
  ),
  en: pronoun(
    "he|she|it|they|him|them|his|her|hers|its|their|theirs|there|then|this|that|these|those|the latter|the former",
  ),
};

/** Where the pronoun stands for nothing, or a noun follows the article. */
const EXPLETIVE: Readonly<Record<string, RegExp>> = {
  de: /\b(?:gibt|gab|geht|kam|handelt|ist|war|regnet)\s+es\b|\bes\s+(?:gibt|gab|geht|ist|war|kam)\b|\bdas\s+(?=[\p{Lu}]|\p{Ll}+e[nrs]?\s+\p{Lu})/giu,
  en: /\b(?:is|was|are|were)\s+(?:it true|there)\b|\bthere\s+(?:is|was|are|were|been|be)\b|\b(?:that|this|these|those)\s+(?=\p{Ll})/giu,
};

/** A name put in the place of these fits without another change. */
const REPLACEABLE = /^(?:er|sie|es|ihn|ihm|ihnen|das|he|she|it|they|him|them)$/iu;
const THERE = /^(?:dort|there)$/iu;

function pronoun(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "iu");
}

/** The first word of a question that stands for something named before; undefined if there is none. */
export function findPronoun(question: string, language: string): NamedWords | undefined {
  const hidden = question.replace(EXPLETIVE[language] ?? /(?!)/u, (found) => "\u{FFFC}".repeat(found.length));
  const match = PRONOUN[language]?.exec(hidden);
  if (match === null || match === undefined) {
    return undefined;
  }
  return { text: match[0], start: match.index, end: match.index + match[0].length };
}

/** The only name of the question before in the pronoun's place; undefined if it doesn't fit there. */
export function resolvePronoun(
  question: string,
  pronoun: NamedWords,
  { before, language }: { readonly before: string; readonly language: string },
): string | undefined {
  const names = namedWords(before, language).filter(({ text }) => findDate(text) === undefined);
  const [only] = names;
  if (names.length !== 1 || only === undefined) {
    return undefined;
  }
  if (REPLACEABLE.test(pronoun.text)) {
    return capital(splice(question, pronoun, only.text));
  }
  return THERE.test(pronoun.text) ? capital(splice(question, pronoun, `in ${only.text}`)) : undefined;
}
