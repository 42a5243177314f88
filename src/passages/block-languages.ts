import type { Block, LoadedDocument, Span } from "../core/document.js";
import { UNDETERMINED } from "../core/language.js";
import { COMPARABLE_LANGUAGES, clearLanguage, detectLanguage } from "../text/language.js";

/** Shorter blocks are in a language of the rest of the document: a guess from a few words is often wrong. */
const MIN_DETECTABLE = 60;

/** Still shorter ones are in the document's language: they are names, numbers and labels. */
const MIN_COMPARABLE = 25;

/** The beginning of a block that is looked at first: detecting takes most of the time of splitting. */
const BEGINNING = 100;

/** A document with less prose is in the language that its file says it is in. */
const MIN_CONVINCING = 200;

/** So many parts, spread over a document, tell its language. */
const MAX_SAMPLES = 12;

/** A longer block counts no more than one of this length. */
const MAX_WEIGHT = 500;

/**
 * How many times as likely as the expected language another one has to be. In German and English texts, paragraphs of
 * 60 characters that were taken for another language had up to 1.2 times, with source code and reports of sources up
 * to 2; a text in another language has 2 to 10 times.
 */
const LEAD = 1.5;
const LEAD_IF_SHORT = 2;

/** A word, or about as much in scripts without spaces. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{3}|\p{L}{2,}/gu;

/** Lines of prose have more words than this, names and labels fewer. */
const WORDS_OF_LABEL = 3;

/** The languages of a document and of its blocks, all ISO 639-1 codes or `und`. */
export interface DocumentLanguages {
  readonly language: string;
  /** @param part a block, or one with what leads into it */
  of(part: Span, block: Block): string;
}

/**
 * Finds out the languages of a document. The text has to show another language clearly before it counts more than the
 * one that the file declares, and a block another one than the document's; a short block or a table is only in another language
 * that more of the document is in, and code is in the document's.
 */
export function languagesOf(document: LoadedDocument): DocumentLanguages {
  const { text, blocks } = document;
  const prose = blocks.filter((block) => isProse(text, block));
  const proseLanguage = rememberProseLanguages();
  const language = documentLanguage(document, prose, proseLanguage);
  const own = new Map(
    prose.map((block) => [block, proseLanguage(text.slice(block.start, block.end), language)]),
  );
  const short = shortLanguages(
    text,
    blocks.filter((block) => !own.has(block)),
    language,
  );
  const others = [...own.values(), ...short].filter((other) => other !== language && other !== UNDETERMINED);
  const spoken = [...new Set([language, ...others])];
  return {
    language,
    of: ({ start, end }, block) => {
      // What leads into a list of names is in a language sooner than they are.
      const known =
        own.has(block) && start < block.start
          ? proseLanguage(text.slice(start, end), language)
          : own.get(block);
      if (known !== undefined || block.kind === "code" || end - start < MIN_COMPARABLE || spoken.length < 2) {
        return known ?? language;
      }
      return clearLanguage(text.slice(start, end), language, LEAD_IF_SHORT, spoken);
    },
  };
}

/** The languages that enough of the short blocks and tables are clearly in, each by itself. */
function shortLanguages(text: string, blocks: readonly Block[], language: string): string[] {
  const parts = blocks
    .filter(({ kind, start, end }) => kind !== "code" && end - start >= MIN_COMPARABLE)
    .map(({ start, end }) => text.slice(start, end));
  const weights = weigh(spread(parts), (part) =>
    clearLanguage(part, language, LEAD_IF_SHORT, [language, ...COMPARABLE_LANGUAGES]),
  );
  return Array.from(weights).flatMap(([one, weight]) => (weight >= MIN_DETECTABLE ? [one] : []));
}

/** How much of some texts is in each language, in UTF-16 code units. */
function weigh(parts: readonly string[], languageOf: (part: string) => string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of parts) {
    const language = languageOf(part);
    weights.set(language, (weights.get(language) ?? 0) + Math.min(part.length, MAX_WEIGHT));
  }
  return weights;
}

/** The beginnings of blocks that aren't code, up to as much as is looked at. */
function shortText(text: string, blocks: readonly Block[]): string {
  let result = "";
  for (const { kind, start, end } of blocks) {
    if (result.length >= MAX_WEIGHT) {
      break;
    }
    result += kind === "code" ? "" : `${text.slice(start, Math.min(end, start + BEGINNING))}\n`;
  }
  return result;
}

type ProseLanguage = (part: string, expected: string) => string;

/** The parts that tell a document's language are mostly asked for once more, as blocks. */
function rememberProseLanguages(): ProseLanguage {
  const known = new Map<string, string>();
  return (part, expected) => {
    const key = `${expected} ${part}`;
    const language = known.get(key) ?? proseLanguageOf(part, expected);
    known.set(key, language);
    return language;
  };
}

/** Most paragraphs are in the document's language, which their beginning shows. */
function proseLanguageOf(part: string, expected: string): string {
  if (part.length > BEGINNING && detectLanguage(part.slice(0, BEGINNING)) === expected) {
    return expected;
  }
  return clearLanguage(part, expected, LEAD);
}

/** The language of most of the text, each block by itself: the first words of a page may be a menu or a list of names. */
function documentLanguage(
  { text, blocks, language: declared }: LoadedDocument,
  prose: readonly Block[],
  proseLanguage: ProseLanguage,
): string {
  const isConvincing = prose.reduce((sum, { start, end }) => sum + end - start, 0) >= MIN_CONVINCING;
  if (declared !== null && !isConvincing) {
    return declared;
  }
  const parts = (isConvincing ? spread(prose) : pieces(text)).map(({ start, end }) => text.slice(start, end));
  // What all parts begin with tells which language to expect; most of them are then known by their beginning.
  const expected = declared ?? clearLanguage(beginnings(parts), UNDETERMINED, LEAD);
  const weights = isConvincing
    ? weigh(parts, (part) => proseLanguage(part, expected))
    : weigh([shortText(text, blocks), ...parts], (part) =>
        clearLanguage(part, declared ?? UNDETERMINED, LEAD),
      );
  const [first, second] = Array.from(weights).sort(([, a], [, b]) => b - a);
  return (first?.[0] === UNDETERMINED ? (second ?? first)[0] : first?.[0]) ?? UNDETERMINED;
}

function beginnings(parts: readonly string[]): string {
  const length = Math.ceil(MAX_WEIGHT / Math.max(1, parts.length));
  return parts.map((part) => part.slice(0, length)).join("\n");
}

/** As many parts as are looked at, at equal distances. */
function spread<T>(parts: readonly T[]): T[] {
  const step = Math.max(1, parts.length / MAX_SAMPLES);
  return parts.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

/** Parts of a text without prose, at equal distances. */
function pieces(text: string): Span[] {
  const count = Math.min(MAX_SAMPLES, Math.ceil(text.length / MAX_WEIGHT));
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * text.length) / count);
    return { start, end: Math.min(text.length, start + MAX_WEIGHT) };
  });
}

/** Whether a block is running text, long enough to tell its language, rather than names, numbers or program text. */
function isProse(text: string, { kind, start, end }: Block): boolean {
  if (end - start < MIN_DETECTABLE || (kind !== "paragraph" && kind !== "list")) {
    return false;
  }
  const beginning = text.slice(start, Math.min(end, start + MAX_WEIGHT));
  const lines = beginning.split("\n").length;
  return (beginning.match(WORD) ?? []).length > lines * WORDS_OF_LABEL;
}
