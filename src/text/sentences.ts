import type { Span } from "../core/document.js";
import { findLanguage, LANGUAGES } from "../languages/find-language.js";
import { stopWords } from "./content-words.js";
import { fold } from "./words.js";

const SEGMENTERS = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  let found = SEGMENTERS.get(language);
  if (found === undefined) {
    found = new Intl.Segmenter(language, { granularity: "sentence" });
    SEGMENTERS.set(language, found);
  }
  return found;
}

/** The segmenter's time for each boundary grows with the length of its text, so it gets a long one part by part. */
const WINDOW = 4096;

/** The last segments of a part, whose ends may depend on what follows it. */
const OPEN_SEGMENTS = 2;

/** The ends of Unicode's sentences, the last of which is the text's. @param window how much is segmented at once */
export function* boundaries(text: string, language: string, window = WINDOW): Generator<number, void> {
  let start = 0;
  let length = window;
  while (start < text.length) {
    const part = text.slice(start, start + length);
    const ends = Array.from(
      segmenter(language).segment(part),
      ({ index, segment }) => index + segment.length,
    );
    const isLast = start + part.length === text.length;
    const settled = isLast ? ends : ends.slice(0, -OPEN_SEGMENTS);
    for (const end of settled) {
      yield start + end;
    }
    const reached = settled.at(-1) ?? 0;
    start += reached;
    length = reached === 0 ? 2 * length : window;
  }
}

/**
 * The sentences of a paragraph, without the white space around them: in order, not overlapping, and together
 * all that isn't white space. The boundaries are those of Unicode's UAX #29, corrected where it cuts after
 * abbreviations, initials and ordinals with a dot. A reference mark such as `[1]` belongs to what stands before it,
 * and a line break inside the paragraph is a space.
 *
 * @param paragraph the paragraph's text; offsets in the result count from its start
 * @param language ISO 639-1 code or `und`
 */
export function sentences(paragraph: string, language: string): Span[] {
  const flat = paragraph.replace(/[\n\r\u2028\u2029\u0085]|\[\d{1,4}\]/g, (found) =>
    " ".repeat(found.length),
  );
  const spans: Span[] = [];
  let start = 0;
  for (const end of boundaries(flat, language)) {
    if (goesOn(flat.slice(start, end), flat.slice(end, end + 40), language)) {
      continue;
    }
    push(spans, paragraph, start, end);
    start = end;
  }
  push(spans, paragraph, start, paragraph.length);
  return spans;
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const part = text.slice(from, to);
  const start = from + (part.length - part.trimStart().length);
  const end = to - (part.length - part.trimEnd().length);
  if (start < end) {
    spans.push({ start, end });
  }
}

/** A last word with its dot, behind white space, a bracket, a quotation mark or a dash. */
const DOTTED = /(?:^|[\s([{„“"'‚‘/–-])([\p{L}\p{N}.]+)\.$/u;

/** Whether a sentence goes on over what the segmenter took for its end. */
function goesOn(left: string, right: string, language: string): boolean {
  if ("[({".includes(left.charAt(left.length - 1))) {
    return true;
  }
  const said = left.trimEnd();
  if (/^[\s.]*$/u.test(said)) {
    return true;
  }
  const word = said.length < left.length ? dottedWord(said) : undefined;
  if (word === undefined || right === "") {
    return false;
  }
  if (/^\d+$/.test(word)) {
    return isNumbering(word, said) || isOrdinal(word, right, language);
  }
  if (
    findLanguage(language)?.abbreviations.inner.has(word.toLowerCase()) ||
    /^\p{Ll}(?:\.\p{L}+)*$/u.test(word)
  ) {
    return true;
  }
  const mayEnd = isFinalAbbreviation(word) || /^\p{L}(?:\.\p{L}+)*$/u.test(word);
  return mayEnd && !opensSentence(right, language);
}

/** Articles, pronouns and the like open sentences; what follows an abbreviation is seldom one of them. */
function opensSentence(right: string, language: string): boolean {
  const next = /^[\s„“"'([]*([\p{L}\p{N}]+)/u.exec(right)?.[1] ?? "";
  return stopWords(language).has(fold(next));
}

/** The last word without its dot; undefined if the text doesn't end with a word and a dot. */
function dottedWord(said: string): string | undefined {
  if (!said.endsWith(".")) {
    return undefined;
  }
  return DOTTED.exec(said.slice(said.lastIndexOf(" ") + 1))?.[1];
}

/** `1.` alone before a text counts items. */
function isNumbering(word: string, said: string): boolean {
  return said.trimStart() === `${word}.`;
}

/** Whether the dot after this word belongs to an abbreviation, of whatever language, that may end a sentence. */
function isFinalAbbreviation(word: string): boolean {
  return LANGUAGES.some(({ abbreviations }) => abbreviations.final.has(word.toLowerCase()));
}

/** `14.` in "am 14. September": no article or pronoun follows an ordinal. */
function isOrdinal(word: string, right: string, language: string): boolean {
  return (
    findLanguage(language)?.hasOrdinalDot === true && word.length <= 2 && !opensSentence(right, language)
  );
}
