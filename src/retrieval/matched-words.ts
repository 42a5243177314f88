import type { Span } from "../core/document.js";
import { sameLanguage, UNDETERMINED } from "../core/language.js";
import type { Passage } from "../core/passage.js";
import { isStopWord } from "../text/content-words.js";
import { wordTerms } from "../text/terms.js";
import { fold, words } from "../text/words.js";

/**
 * How a word of a question is met, strongest first: by the same word, by one with the same stem, or by one with
 * character grams in common, such as a part of a compound.
 */
export const MATCH_KINDS = ["word", "stem", "grams"] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** A word of a question, as it stands there, and how it is met. */
export interface WordMatch {
  readonly word: string;
  readonly as: MatchKind;
}

/** A word of a document's text, and the words of the question that it meets: at least one, strongest first. */
export interface MatchedSpan extends Span {
  readonly words: readonly WordMatch[];
}

/** Where a passage meets the words of a question. */
export interface MatchedWords {
  /** In order, not overlapping, inside the passage. */
  readonly spans: readonly MatchedSpan[];
  /** What the document's title and the headings above meet: the index holds a passage together with them. */
  readonly above: readonly WordMatch[];
  /** The words that are met in neither. */
  readonly missing: readonly string[];
}

/** A word of a question as the lexical leg looks for it: as it stands there, folded, and its index terms. */
export interface AskedWord {
  readonly text: string;
  readonly folded: string;
  readonly stems: readonly string[];
  readonly grams: readonly string[];
}

/**
 * Words with fewer of the shorter one's grams in common are alike by chance: the index counts them, but hardly,
 * and to mark them all would hide what matters.
 */
const LEAST_GRAMS_SHARED = 0.5;

/**
 * The words of a question that the lexical leg looks for in one language, each once, in order: without stop words,
 * and for passages of another language without the stop words of either and without stems.
 */
export function askedWords(question: string, questionLanguage: string, passageLanguage: string): AskedWord[] {
  const same = sameLanguage(questionLanguage, passageLanguage);
  const asked = new Map<string, AskedWord>();
  for (const { text } of words(question)) {
    const folded = fold(text);
    if (asked.has(folded) || (!same && isStopWord(folded, [questionLanguage, passageLanguage]))) {
      continue;
    }
    const { stems, grams } = wordTerms(text, same ? passageLanguage : UNDETERMINED);
    if (grams.length > 0) {
      asked.set(folded, { text, folded, stems: same ? stems : [], grams });
    }
  }
  return [...asked.values()];
}

/** Finds the words of one question in passages of one language. */
export class WordFinder {
  readonly #asked: readonly AskedWord[];
  readonly #byStem: ReadonlyMap<string, readonly AskedWord[]>;
  readonly #byGram: ReadonlyMap<string, readonly AskedWord[]>;

  constructor(asked: readonly AskedWord[]) {
    this.#asked = asked;
    this.#byStem = group(asked, ({ stems }) => stems);
    this.#byGram = group(asked, ({ grams }) => grams);
  }

  find({ text, start: offset, title, heading, language }: Passage): MatchedWords {
    const spans = words(text).flatMap(({ text: word, start, end }) => {
      const met = this.#matches(word, language);
      return met.length === 0 ? [] : [{ start: offset + start, end: offset + end, words: met }];
    });
    const above = words([title, ...heading].join("\n")).flatMap(({ text }) => this.#matches(text, language));
    const met = new Set([...spans.flatMap((span) => span.words), ...above].map(({ word }) => word));
    return {
      spans,
      above: strongest(above),
      missing: this.#asked.filter(({ text }) => !met.has(text)).map(({ text }) => text),
    };
  }

  /** What a word of a text meets, strongest first; nothing for a stop word. */
  #matches(text: string, language: string): WordMatch[] {
    const { stems, grams } = wordTerms(text, language);
    const found = [
      ...stems.flatMap((stem) => this.#byStem.get(stem) ?? []),
      ...grams.flatMap((gram) => this.#byGram.get(gram) ?? []),
    ];
    const present = { folded: fold(text), stems, grams };
    return strongest(
      [...new Set(found)].flatMap((asked) => {
        const as = matchKind(asked, present);
        return as === undefined ? [] : [{ word: asked.text, as }];
      }),
    );
  }
}

function matchKind(asked: Omit<AskedWord, "text">, present: Omit<AskedWord, "text">): MatchKind | undefined {
  if (asked.folded === present.folded) {
    return "word";
  }
  if (asked.stems.some((stem) => present.stems.includes(stem))) {
    return "stem";
  }
  const grams = new Set(asked.grams);
  const others = new Set(present.grams);
  const shared = [...others].filter((gram) => grams.has(gram)).length;
  return shared >= LEAST_GRAMS_SHARED * Math.min(grams.size, others.size) ? "grams" : undefined;
}

/** Each word once, with its strongest match, strongest first. */
function strongest(matches: readonly WordMatch[]): WordMatch[] {
  return MATCH_KINDS.flatMap((kind) => matches.filter(({ as }) => as === kind)).filter(
    ({ word }, i, all) => all.findIndex((other) => other.word === word) === i,
  );
}

function group(asked: readonly AskedWord[], termsOf: (word: AskedWord) => readonly string[]) {
  const groups = new Map<string, AskedWord[]>();
  for (const word of asked) {
    for (const term of new Set(termsOf(word))) {
      const others = groups.get(term);
      if (others === undefined) {
        groups.set(term, [word]);
      } else {
        others.push(word);
      }
    }
  }
  return groups;
}
