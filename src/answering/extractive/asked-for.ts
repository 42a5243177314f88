import { alternativesOfAll, patternOfAll } from "../../languages/find-language.js";
import { anyOf } from "../../languages/word-lists.js";
import { fold, words } from "../../text/words.js";
import { YEAR } from "../years.js";

/** What a question asks for besides numbers; a question may ask for several. */
const WHO = patternOfAll(({ questions }) => questions.who);
const WHY = patternOfAll(({ questions }) => questions.why);
const WHEN = anyOf(
  ...alternativesOfAll(({ questions }) => questions.time),
  ...alternativesOfAll(({ time }) => time.units),
  ...alternativesOfAll(({ time }) => [...time.periods].join("|")),
);
const NAME = patternOfAll(({ questions }) => questions.name);

/** What an answer to such a question often holds. */
const CAUSE = patternOfAll(({ causes }) => causes);
const TIME = anyOf(YEAR, ...alternativesOfAll(({ time }) => [...time.periods].join("|")));
const MENTION = /["„“”'«(]/u;

/** More names than these make a sentence no better an answer. */
const MOST_NAMES = 3;

/** What shows that a text gives what a question asks for, each between 0 and 1, and 0 where it isn't asked for. */
export interface Clues {
  /** Asked for a person: capitalised words that the question doesn't hold. */
  readonly who: number;
  /** Asked for a reason: a word that gives one. */
  readonly why: number;
  /** Asked for a time: a year or a century. */
  readonly when: number;
  /** Asked for a name or term: a quotation mark or a bracket. */
  readonly name: number;
}

/** Looks for what one question asks for in texts of any language that is known here. */
export class AskedFor {
  readonly #asked: ReadonlySet<string>;
  readonly #question: string;

  constructor(question: string) {
    this.#question = fold(question);
    this.#asked = new Set(words(question).map(({ text }) => fold(text)));
  }

  clues(text: string): Clues {
    const folded = fold(text);
    return {
      who: WHO.test(this.#question) ? Math.min(MOST_NAMES, this.#newNames(text)) / MOST_NAMES : 0,
      why: Number(WHY.test(this.#question) && CAUSE.test(folded)),
      when: Number(WHEN.test(this.#question) && TIME.test(folded)),
      name: Number(NAME.test(this.#question) && MENTION.test(text)),
    };
  }

  /** The first word of a sentence is capitalised anyway. */
  #newNames(text: string): number {
    return words(text)
      .slice(1)
      .filter((word) => /^\p{Lu}/u.test(word.text) && !this.#asked.has(fold(word.text))).length;
  }
}
