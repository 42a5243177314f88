import { alternativesOfAll, LANGUAGES } from "../../languages/find-language.js";
import type { Alternatives, Pronouns } from "../../languages/language.js";
import { fold, unaccented } from "../../text/words.js";
import { findDate, type NamedWords, namedWords } from "./mentions.js";
import { capital, splice } from "./reading.js";

const PRONOUNS = new Map(
  LANGUAGES.flatMap(({ code, conversation }) =>
    conversation === undefined
      ? []
      : [[code, { ...conversation.pronouns, any: wholeWord(conversation.pronouns.all) }] as const],
  ),
);

const REPLACEABLE = only((pronouns) => pronouns.replaceable);
const THERE = only((pronouns) => pronouns.there);

function wholeWord(alternatives: Alternatives): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}

function only(pick: (pronouns: Pronouns) => Alternatives): RegExp {
  const all = alternativesOfAll(({ conversation }) => conversation && pick(conversation.pronouns));
  return new RegExp(`^(?:${all})$`, "u");
}

/** The first word of a question that stands for something named before; undefined if there is none. */
export function findPronoun(question: string, language: string): NamedWords | undefined {
  const pronouns = PRONOUNS.get(language);
  if (pronouns === undefined) {
    return undefined;
  }
  const hidden = unaccented(question).replace(pronouns.expletive, (found) => "\u{FFFC}".repeat(found.length));
  const match = pronouns.any.exec(hidden);
  if (match === null) {
    return undefined;
  }
  const [start, end] = [match.index, match.index + match[0].length];
  return { text: question.slice(start, end), start, end };
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
  if (REPLACEABLE.test(fold(pronoun.text))) {
    return capital(splice(question, pronoun, only.text));
  }
  return THERE.test(fold(pronoun.text)) ? capital(splice(question, pronoun, `in ${only.text}`)) : undefined;
}
