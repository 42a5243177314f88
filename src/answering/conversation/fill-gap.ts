import { alternativesOfAll, findLanguage } from "../../languages/find-language.js";
import { isFunctionWord } from "../../text/content-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, unaccented, type Word, words } from "../../text/words.js";
import { findDate, type NamedWords, namedWords } from "./mentions.js";
import { splice, strip } from "./reading.js";

const PREPOSITION = new RegExp(
  `^(?:${alternativesOfAll(({ conversation }) => conversation?.prepositions)})\\b`,
  "iu",
);

/** A text that ends with a preposition, and perhaps an article. */
const BEHIND_PREPOSITION = new RegExp(
  `\\b(?:${alternativesOfAll(({ conversation }) => conversation?.prepositions)})(?: \\p{L}+)?\\s+$`,
  "iu",
);

/** The score from which on one name may replace another: `Kirgisistan`, `Tadschikistan`. */
const EXCHANGEABLE = 0.3;

/**
 * Replaces the part of the question before that is of the fragment's kind by the fragment; undefined if there is
 * none.
 */
export function fillGap(
  fragment: string,
  { before, language }: { readonly before: string; readonly language: string },
  matcher: WordMatcher,
): string | undefined {
  const date = findDate(fragment);
  if (date !== undefined && strip(fragment.replace(date.text, "")) === "") {
    const old = findDate(before);
    if (old === undefined) {
      return `${strip(before)} ${date.text.trim()}?`;
    }
    const isWhole = date.hasPreposition || !old.hasPreposition;
    const start = isWhole ? old.start : old.end - old.date.length;
    return splice(before, { start, end: old.end }, isWhole ? date.text : date.date);
  }
  const name = head(fragment, language);
  if (name === undefined) {
    return undefined;
  }
  const names = namedWords(before, language);
  const preposition = leadingPreposition(fragment);
  const slot =
    slotBehind(preposition, names, before) ??
    slotBehindArticle(fragment, names, { before, language }) ??
    (isNameAlone(name, language)
      ? slotFor({ name, preposition }, names, { before, language }, matcher)
      : undefined);
  return slot && splice(before, slot, name);
}

/** The preposition that a fragment begins with, in lower case; undefined if it begins with another word. */
export function leadingPreposition(fragment: string): string | undefined {
  const found = PREPOSITION.exec(unaccented(fragment))?.[0];
  return found && fragment.slice(0, found.length).toLowerCase();
}

/** The name that stands behind the same preposition. */
function slotBehind(
  preposition: string | undefined,
  names: readonly NamedWords[],
  before: string,
): NamedWords | undefined {
  if (preposition === undefined) {
    return undefined;
  }
  return names.find(({ start }) => before.slice(0, start).toLowerCase().endsWith(` ${preposition} `));
}

/** The only name that has an article, for one that has one: `die Hauptstadt von Peru`, `Und die Währung?` */
function slotBehindArticle(
  fragment: string,
  names: readonly NamedWords[],
  { before, language }: { readonly before: string; readonly language: string },
): NamedWords | undefined {
  const article = findLanguage(language)?.capitalisedNouns?.determiner;
  const isArticle = (word: Word | undefined) => word !== undefined && article?.test(fold(word.text)) === true;
  if (!isArticle(words(fragment)[0])) {
    return undefined;
  }
  const [only, ...others] = names.filter(({ start }) => isArticle(words(before.slice(0, start)).at(-1)));
  return others.length === 0 ? only : undefined;
}

/** A fragment without the function words in front of it: `in Osch` → `Osch`. */
function head(fragment: string, language: string): string | undefined {
  const all = words(fragment);
  const first = all.find((word) => !isFunctionWord(fold(word.text), language));
  return first && fragment.slice(first.start).trim();
}

/** Whether a text is a name and nothing else: `Osch`, not `Osch verlässt` or `the access log`. */
function isNameAlone(text: string, language: string): boolean {
  return words(text).every(
    (word) => /^[\p{Lu}\p{N}]/u.test(word.text) || isFunctionWord(fold(word.text), language),
  );
}

/**
 * The name that a new one takes the place of: the most like it, or the only one. What a preposition leads in, such as
 * a place, isn't exchanged for what the question is about: "Wie hoch ist die Steuer?", "Und für Züchter?"
 */
function slotFor(
  { name, preposition }: { readonly name: string; readonly preposition: string | undefined },
  names: readonly NamedWords[],
  { before, language }: { readonly before: string; readonly language: string },
  matcher: WordMatcher,
): NamedWords | undefined {
  const isNumeric = /\p{N}/u.test(name);
  const candidates = names.filter(
    ({ text, start }) =>
      /\p{N}/u.test(text) === isNumeric &&
      (preposition === undefined || BEHIND_PREPOSITION.test(unaccented(before.slice(0, start)))),
  );
  const asked = words(name).map((word) => matcher.lookup(word.text, language));
  const liking = candidates.map(({ text }) => Math.max(0, ...matcher.matches(asked, text, language)));
  const most = Math.max(0, ...liking);
  if (most >= EXCHANGEABLE) {
    return candidates[liking.indexOf(most)];
  }
  return candidates.length === 1 && preposition === undefined ? candidates[0] : undefined;
}
