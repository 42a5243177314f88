import { UNDETERMINED } from "../core/language.js";
import type { WordSense, WordVectors } from "../core/ports/word-vectors.js";
import { findLanguage } from "../languages/find-language.js";
import type { ByteVector } from "../vectors/vector.js";
import { VectorRoom } from "../vectors/vector-room.js";
import { compoundParts, KnownWord, NOTHING, type WordScores } from "./known-word.js";
import { isSame, matchWords } from "./match-words.js";
import { ownCopy } from "./own-copy.js";
import { WordMemory } from "./word-memory.js";
import { wordsAndJoined } from "./words.js";

/** The most words that are remembered: about 90 MB with vectors of 512 dimensions. */
const REMEMBERED = 100_000;

/** Scores how well the words of a question match those of a text, across inflection, compounds and languages. */
export class WordMatcher {
  readonly #vectors: WordVectors;
  readonly #known = new WordMemory<KnownWord>(REMEMBERED);
  readonly #room = new VectorRoom();

  constructor(vectors: WordVectors) {
    this.#vectors = vectors;
  }

  /** @param language ISO 639-1 code of the text the word stands in */
  lookup(word: string, language: string): KnownWord {
    const found = this.#known.get(word, language);
    if (found !== undefined) {
      return found;
    }
    const own = ownCopy(word);
    const sense = this.#hasSense(own, language)
      ? this.#vectors.lookup(own.toLowerCase().normalize("NFC"))
      : undefined;
    const partsOf = this.#isCompound(language, sense) ? this.#partsOf : undefined;
    const known = new KnownWord(own, language, sense, partsOf, this.#room);
    this.#known.set(own, language, known);
    return known;
  }

  /** A compound that the vectors don't know as a whole gets the vectors of its parts. */
  #isCompound(language: string, sense: WordSense | undefined): boolean {
    return sense !== undefined && sense.certainty < 1 && findLanguage(language)?.compounds !== undefined;
  }

  /** One function for all words, which each of them keeps. */
  readonly #partsOf = (word: string, language: string): ByteVector[] => {
    const compounds = findLanguage(language)?.compounds;
    const isWord = (part: string) => this.#vectors.isFrequent(part);
    const parts =
      compounds === undefined
        ? []
        : compoundParts(word.toLowerCase().normalize("NFC"), compounds, isWord).flatMap(
            (part) => this.#vectors.lookup(part) ?? [],
          );
    return parts.map(({ direction }) => this.#room.keep(direction));
  };

  /**
   * A word of a language that the vectors don't cover would get the vectors of its pieces, which don't mean what it
   * means.
   */
  #hasSense(word: string, language: string): boolean {
    if (/^\p{N}/u.test(word)) {
      return false;
    }
    return language === UNDETERMINED || this.#vectors.languages.includes(language);
  }

  /**
   * How well the best counterpart of each word in a text matches it: 1 for the word itself or another form of it,
   * less for a word of related meaning, 0 for none.
   */
  matches(asked: readonly KnownWord[], text: string, language: string): readonly number[] {
    return this.compare(asked).matches(text, language);
  }

  /**
   * Compares the same question with many texts; each of their words is compared once.
   * @param wholes for each word of the question the word with hyphens that it is a part of, as one word
   */
  compare(asked: readonly KnownWord[], wholes: readonly (KnownWord | undefined)[] = []): WordComparison {
    return new WordComparison(this, asked, wholes);
  }
}

/** How many comparisons there were: each has a number of its own. */
let comparisons = 0;

/** Compares the words of a question with those of one text after another; each word of the texts is compared once. */
export class WordComparison {
  readonly #number = ++comparisons;
  readonly #matcher: WordMatcher;
  readonly #asked: readonly KnownWord[];
  readonly #wholes: readonly (KnownWord | undefined)[];
  readonly #matches = new Map<string, Map<string, readonly number[]>>();

  constructor(matcher: WordMatcher, asked: readonly KnownWord[], wholes: readonly (KnownWord | undefined)[]) {
    this.#matcher = matcher;
    this.#asked = asked;
    this.#wholes = wholes;
  }

  /** See `WordMatcher.matches`. A text that comes again, such as a paragraph, is compared once. */
  matches(text: string, language: string): readonly number[] {
    const known = ofLanguage(this.#matches, language);
    const found = known.get(text);
    if (found !== undefined) {
      return found;
    }
    const matches = best(
      this.#asked.length,
      wordsAndJoined(text).words.map((word) => this.score(word, language)),
    );
    known.set(text, matches);
    return matches;
  }

  /** The same for several texts as if they were one. */
  matchesTogether(texts: readonly string[], language: string): readonly number[] {
    return best(
      this.#asked.length,
      texts.map((text) => this.matches(text, language)),
    );
  }

  /** How well a word matches each word of the question. */
  score(word: string, language: string): WordScores {
    const other = this.#matcher.lookup(word, language);
    if (other.comparison !== this.#number) {
      other.scores = this.#compare(other);
      other.comparison = this.#number;
    }
    return other.scores;
  }

  /** Most words match none, and share one empty array. */
  #compare(other: KnownWord): WordScores {
    let scores: number[] | undefined;
    for (let i = 0; i < this.#asked.length; i++) {
      const whole = this.#wholes[i];
      const value =
        whole !== undefined && isSame(whole, other) ? 1 : matchWords(this.#asked[i] as KnownWord, other);
      if (value === 0) {
        continue;
      }
      scores ??= new Array<number>(this.#asked.length).fill(0);
      scores[i] = value;
    }
    return scores ?? NOTHING;
  }
}

/** What is known of the texts of a language. */
function ofLanguage<T>(known: Map<string, Map<string, T>>, language: string): Map<string, T> {
  let found = known.get(language);
  if (found === undefined) {
    found = new Map();
    known.set(language, found);
  }
  return found;
}

/** The best score that several words give to each word of a question. */
export function best(asked: number, scores: readonly WordScores[]): number[] {
  const values = new Array<number>(asked).fill(0);
  for (const word of scores) {
    for (let i = 0; i < word.length; i++) {
      values[i] = Math.max(values[i] ?? 0, word[i] ?? 0);
    }
  }
  return values;
}
