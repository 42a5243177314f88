import { beginAlike, editCost } from "../spelling/edit-cost.js";
import { type ByteVector, byteCosine } from "../vectors/vector.js";
import { type KnownWord, LEAST_LETTERS } from "./known-word.js";

/** Cosines up to the first count as 0; from the second on, two words count as translations of each other. */
const COSINE_NONE = 0.1;
const COSINE_FULL = 0.6;

/** The score of a word that is part of a compound: `Konflikt` in `Grenzkonflikt`. */
const PART_OF_COMPOUND = 0.8;

/** The score of another word for the same, such as `Arbeitsentgelt` for `Lohn`. */
const VARIANT = 0.8;

/** The score of a word that the question's may be a misspelling of. */
const MISSPELT = 0.8;

/** Whether two words are the same one, in whatever form. */
export function isSame(a: KnownWord, b: KnownWord): boolean {
  if (a.folded === b.folded) {
    return true;
  }
  return !a.hasDigit && !b.hasDigit && mayShareStem(a, b) && a.stem === b.stem;
}

/**
 * How well a word of a text matches one of a question, between 0 and 1: across inflection, compounds, spelling,
 * synonyms and languages.
 */
export function matchWords(asked: KnownWord, other: KnownWord): number {
  if (isSame(asked, other)) {
    return 1;
  }
  if (asked.hasDigit || other.hasDigit) {
    return 0;
  }
  return Math.max(
    bySense(asked, other),
    byBeginning(asked.folded, other.folded),
    byCompound(asked, other),
    byVariant(asked, other),
    bySpelling(asked, other),
  );
}

/** The question is misspelt, not the documents; endings may differ besides. */
function bySpelling(asked: KnownWord, other: KnownWord): number {
  const { mostEdits, folded } = asked;
  if (
    mostEdits === 0 ||
    other.hasDigit ||
    folded[0] !== other.folded[0] ||
    other.folded.length < LEAST_LETTERS
  ) {
    return 0;
  }
  if (Math.abs(folded.length - other.folded.length) > MOST_ENDING || !beginAlike(folded, other.folded)) {
    return 0;
  }
  const isNear =
    editCost(folded, other.folded, mostEdits) !== undefined ||
    (asked.language === other.language && editCost(asked.stem, other.stem, mostEdits) !== undefined);
  return isNear ? MISSPELT : 0;
}

/** Two forms of a word differ by so many letters at most. */
const MOST_ENDING = 4;

function byVariant(asked: KnownWord, other: KnownWord): number {
  if (asked.language !== other.language || asked.variants.isEmpty) {
    return 0;
  }
  if (asked.variants.has(other)) {
    return VARIANT;
  }
  return asked.variants.isPartOf(other) ? VARIANT * PART_OF_COMPOUND : 0;
}

function bySense(asked: KnownWord, other: KnownWord): number {
  if (asked.direction === undefined || other.direction === undefined) {
    return 0;
  }
  let best = likeness(asked.direction, other.direction);
  // Within a language a part is found by its letters.
  if (asked.language === other.language) {
    return best;
  }
  for (const part of other.parts) {
    best = Math.max(best, PART_OF_COMPOUND * likeness(asked.direction, part));
  }
  for (const part of asked.parts) {
    best = Math.max(best, PART_OF_COMPOUND * likeness(part, other.direction));
  }
  return best;
}

function likeness(a: ByteVector, b: ByteVector): number {
  if (areUnlike(a, b)) {
    return 0;
  }
  const cosine = byteCosine(a, b);
  return Math.min(1, Math.max(0, (cosine - COSINE_NONE) / (COSINE_FULL - COSINE_NONE)));
}

/**
 * Most pairs of words have nothing in common, which a quarter of the components shows well enough: few pairs that mean
 * the same are lost, and matching takes a third of the time.
 */
function areUnlike(a: ByteVector, b: ByteVector): boolean {
  const quarter = a.components.length / 4;
  return 4 * byteCosine(a, b, quarter) < COSINE_NONE;
}

/** `vermitteln` and `Vermittlung` have different stems but a long beginning in common. */
function byBeginning(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) {
    shared++;
  }
  if (shared < LEAST_LETTERS || shared < 0.6 * shorter) {
    return 0;
  }
  return Math.min(1, shared / (Math.max(a.length, b.length) - 2));
}

function byCompound(a: KnownWord, b: KnownWord): number {
  return a.language === b.language && (isPart(a, b) || isPart(b, a)) ? PART_OF_COMPOUND : 0;
}

/** Letters are compared before stems, so that most words needn't be stemmed. */
function isPart(part: KnownWord, { folded }: KnownWord): boolean {
  if (part.beginning === undefined || !folded.includes(part.beginning)) {
    return false;
  }
  return part.stem.length >= LEAST_LETTERS && folded.includes(part.stem);
}

/** Stemmers change only the end of a word, so words with different first letters have different stems. */
function mayShareStem(a: KnownWord, b: KnownWord): boolean {
  return a.language === b.language && a.folded[0] === b.folded[0];
}
