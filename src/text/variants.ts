import { findLanguage } from "../languages/find-language.js";
import type { Language } from "../languages/language.js";
import { stem } from "./terms.js";
import { fold } from "./words.js";

/** More other words than these for one word make a search broader than they help. */
const MOST_VARIANTS = 12;

/** Longer words are keys, encoded files or attacks. */
const MOST_LETTERS = 64;

/** The fewest letters of a part of a compound that is replaced, and of what is left. */
const LEAST_PART = 4;

const NONE: readonly string[] = [];

/**
 * Stems of other words that may stand for a word: its synonyms (`Lohn`, `Arbeitsentgelt`), and for a compound those in
 * which its first or last part is another word for it (`Müllgebühr`, `Abfallgebühr`). Up to twelve, without its own.
 *
 * @param language ISO 639-1 code of the word; one without synonyms gives none
 */
export function variantsOf(word: string, language: string): readonly string[] {
  const known = findLanguage(language);
  if (known?.synonyms === undefined || word.length > MOST_LETTERS) {
    return NONE;
  }
  const synonyms = synonymsOf(known);
  const own = stem(word, language);
  const whole = synonyms.get(own) ?? NONE;
  const replaced =
    whole.length === 0 && known.compounds !== undefined
      ? replaceParts(fold(word), own, synonyms, known)
      : NONE;
  return [...new Set([...whole, ...replaced])].filter((variant) => variant !== own).slice(0, MOST_VARIANTS);
}

/** Whether a word is one of those that have synonyms, and so is no misspelling. */
export function hasSynonyms(word: string, language: string): boolean {
  const known = findLanguage(language);
  return (
    known?.synonyms !== undefined &&
    word.length <= MOST_LETTERS &&
    synonymsOf(known).has(stem(word, language))
  );
}

type Synonyms = ReadonlyMap<string, readonly string[]>;

/** By stem, the stems of the words in the same groups. */
const SYNONYMS = new Map<string, Synonyms>();

function synonymsOf({ code, synonyms = [] }: Language): Synonyms {
  const known = SYNONYMS.get(code);
  if (known !== undefined) {
    return known;
  }
  const made = new Map<string, Set<string>>();
  for (const group of synonyms) {
    const stems = [...new Set(group.map((word) => stem(word, code)))];
    for (const one of stems) {
      const others = made.get(one) ?? new Set();
      made.set(one, others);
      for (const other of stems) {
        if (other !== one) {
          others.add(other);
        }
      }
    }
  }
  const lists = new Map(Array.from(made, ([one, others]) => [one, [...others]]));
  SYNONYMS.set(code, lists);
  return lists;
}

/** The longest parts that have synonyms are replaced, the first and the last. */
function replaceParts(
  folded: string,
  own: string,
  synonyms: Synonyms,
  { code, compounds }: Language,
): string[] {
  const found: string[] = [];
  for (let at = folded.length - LEAST_PART; at >= LEAST_PART; at--) {
    const head = folded.slice(0, at);
    const link = compounds?.links.find(
      (one) => one !== "" && head.endsWith(one) && synonyms.has(head.slice(0, -one.length)),
    );
    const first = synonyms.get(link === undefined ? head : head.slice(0, -link.length));
    if (first !== undefined) {
      found.push(...first.map((other) => other + own.slice(at)));
      break;
    }
  }
  for (let at = LEAST_PART; at <= folded.length - LEAST_PART; at++) {
    const last = synonyms.get(stem(folded.slice(at), code));
    if (last !== undefined) {
      found.push(...last.map((other) => folded.slice(0, at) + other));
      break;
    }
  }
  return found;
}
