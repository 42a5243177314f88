import type { Span } from "../core/document.js";
import { TextMemory } from "./text-memory.js";

/** A word as it stands in a text, with its place. */
export interface Word extends Span {
  readonly text: string;
}

/** Raised digits, which point to notes or mean a square, and fractions are no part of a word. */
const RUN = /[\p{L}\p{M}\p{Nd}\p{Nl}]+/gu;

/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The segmenter's dictionaries depend on the script, so the language doesn't matter. */
const SEGMENTER = new Intl.Segmenter("und", { granularity: "word" });

/** Runs of letters, marks and digits, in order: words where a script has spaces between them. */
export function runs(text: string): readonly string[] {
  return text.match(RUN) ?? [];
}

/** Whether a text holds a script that is written without spaces, so that a run may be many words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/**
 * The words of a text in order: runs of letters, marks and digits, and in scripts without spaces the parts that
 * a dictionary finds in them. Offsets are UTF-16 code units.
 */
export function words(text: string): Word[] {
  // Offsets are searched for again: `matchAll` allocates so much for each word that garbage collection takes longer.
  let end = 0;
  const found = runs(text).map((run) => {
    const start = text.indexOf(run, end);
    end = start + run.length;
    return { start, end, text: run };
  });
  return isUnspaced(text) ? found.flatMap(parts) : found;
}

/** How many words `words` finds, in most scripts without making them. */
export function countWords(text: string): number {
  return isUnspaced(text) ? words(text).length : runs(text).length;
}

/** Words with hyphens, or soft hyphens, of two to four parts. */
const HYPHENATED =
  /(?<![\p{L}\p{M}\p{N}-])[\p{L}\p{M}\p{N}]+(?:[-\u00AD\u2010\u2011][\p{L}\p{M}\p{N}]+){1,3}(?![\p{L}\p{M}\p{N}-])/gu;

const HYPHEN = /[-\u00AD\u2010\u2011]/u;

/** Longer words are keys, encoded files or attacks. */
const MAX_JOINED = 64;

/** A word with hyphens, with its place. */
export interface HyphenatedWord extends Span {
  readonly parts: readonly string[];
}

/** The words of a text that hold hyphens and letters, in order: others write them as one (`E-Mail-Adresse`, `set-up`). */
export function hyphenatedWords(text: string): HyphenatedWord[] {
  return HYPHEN.test(text)
    ? Array.from(text.matchAll(HYPHENATED), ({ 0: word, index }) => ({
        start: index,
        end: index + word.length,
        parts: word.split(HYPHEN),
      })).filter(({ start, end }) => end - start <= MAX_JOINED && /\p{L}/u.test(text.slice(start, end)))
    : [];
}

/** Words with their places, column by column: an object for each would be most of the garbage of a question. */
export interface WordList {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The words of so many UTF-16 code units take about 10 MB. */
const READ = new TextMemory<WordList>(1_000_000);

/** The words of a text as `words` finds them, and behind them those with hyphens as one word each. */
export function wordsAndJoined(text: string): WordList {
  return READ.of(text, readWordsAndJoined);
}

function readWordsAndJoined(text: string): WordList {
  return HYPHEN.test(text) || isUnspaced(text) ? listOf(joinedToo(text)) : listRuns(text);
}

function joinedToo(text: string): Word[] {
  const joined = hyphenatedWords(text).map(({ start, end, parts }) => ({ start, end, text: parts.join("") }));
  return joined.length === 0 ? words(text) : [...words(text), ...joined].sort((a, b) => a.start - b.start);
}

function listOf(found: readonly Word[]): WordList {
  return {
    words: found.map(({ text }) => text),
    starts: found.map(({ start }) => start),
    ends: found.map(({ end }) => end),
  };
}

/** What `words` finds in a script with spaces. */
function listRuns(text: string): WordList {
  const found = runs(text);
  const starts: number[] = [];
  const ends: number[] = [];
  let end = 0;
  for (const run of found) {
    const start = text.indexOf(run, end);
    end = start + run.length;
    starts.push(start);
    ends.push(end);
  }
  return { words: found, starts, ends };
}

function parts(run: Word): Word[] {
  if (!isUnspaced(run.text)) {
    return [run];
  }
  return Array.from(SEGMENTER.segment(run.text), ({ index, segment }) => ({
    start: run.start + index,
    end: run.start + index + segment.length,
    text: segment,
  }));
}

/** Finds what a text in lower case may change by when it is folded, which most words don't: a tenth of the work. */
const FOLDS = /[^\p{ASCII}]/u;

/** Lower case without diacritics, ß as ss: what index terms are written in. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (!FOLDS.test(lower)) {
    return lower;
  }
  return lower.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}

/** With their folded texts, texts of so many UTF-16 code units take about 2 MB. */
const FOLDED = new TextMemory<{ readonly folded: string }>(500_000);

/** What `fold` gives for a text of a document, remembered. */
export function foldText(text: string): string {
  return FOLDED.of(text, (unknown) => ({ folded: fold(unknown) })).folded;
}

/**
 * A text without diacritics in which every character stays where it is, so that offsets of one count in the other; in
 * capitals where it was. For patterns that are written folded, and look at capitals or give offsets.
 */
export function unaccented(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (character) => {
    const base = String.fromCodePoint(character.normalize("NFD").codePointAt(0) ?? 0);
    return base.length === character.length ? base : character;
  });
}
