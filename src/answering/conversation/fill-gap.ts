import { alternativesOfAll } from "../../languages/find-language.js";
import { isFunctionWord } from "../../text/content-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, unaccented, words } from "../../text/words.js";
import { findDate, type NamedWords, namedWords } from "./mentions.js";
import { splice, strip } from "./reading.js";

const PREPOSITION = new RegExp(
  `^(?:${alternativesOfAll(({ conversation }) => conversation?.prepositions)})\\b`,
  "iu",
);

const PREPOSITION_BEFORE = new RegExp(
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
  const slot = slotBehind(preposition, names, before) ?? slotFor(name, names, language, matcher, preposition, before);
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

/** A fragment without the function words in front of it: `in Osch` → `Osch`. */
function head(fragment: string, language: string): string | undefined {
  const all = words(fragment);
  const first = all.find((word) => !isFunctionWord(fold(word.text), language));
  return first && fragment.slice(first.start).trim();
}

/** The name that a new one takes the place of: the most like it, or the only one. */
function slotFor(
  name: string,
  names: readonly NamedWords[],
  language: string,
  matcher: WordMatcher,
  preposition: string | undefined,
  before: string,
): NamedWords | undefined {
  const isNumeric = /\p{N}/u.test(name);
  const isName = /^[\p{Lu}\p{N}]/u.test(name);
  const candidates = names.filter(
    ({ text, start }) =>
      isName &&
      /\p{N}/u.test(text) === isNumeric &&
      // A place or a circumstance isn't exchanged for what the question is about.
      (preposition === undefined || PREPOSITION_BEFORE.test(unaccented(before.slice(0, start)))),
  );
  const asked = words(name).map((word) => matcher.lookup(word.text, language));
  const liking = candidates.map(({ text }) => Math.max(0, ...matcher.matches(asked, text, language)));
  const most = Math.max(0, ...liking);
  if (most >= EXCHANGEABLE) {
    return candidates[liking.indexOf(most)];
  }
  return candidates.length === 1 && preposition === undefined ? candidates[0] : undefined;
}
