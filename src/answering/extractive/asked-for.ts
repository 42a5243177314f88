import { anyOf } from "../../text/any-of.js";
import { fold, words } from "../../text/words.js";

/** What a question asks for besides numbers; a question may ask for several. Folded, a line a language. */
const WHO = anyOf(
  "wer|wem|wen|wessen|welcher? (?:person|mann|frau|kunstler|autor|spieler|konig|kaiser)",
  "who|whom|whose",
  "quien(?:es)?",
  "qui",
  "chi",
  "wie (?:is|was|waren|heeft|geeft)",
);
const WHY = anyOf("warum|weshalb|wieso|wodurch", "why", "por que", "pourquoi", "perche", "waarom|waardoor");
const WHEN = anyOf(
  "wann|jahr|datum|jahrhundert|jahrzehnt",
  "when|year|date|century|decade",
  "cuando|ano|fecha|siglo",
  "quand|annee|date|siecle",
  "quando|anno|data|secolo",
  "wanneer|jaar|datum|eeuw",
);
const NAME = anyOf(
  "name|genannt|heisst|hiess|heissen|bezeichnet|begriff|bezeichnung|namens",
  "name|named|called|term",
  "nombre|llama|llamaba",
  "nom|appelle",
  "nome|chiama",
  "naam|heet|heten",
);

/** What an answer to such a question often holds. */
const CAUSE = anyOf(
  "weil|da|wegen|aufgrund|damit|um",
  "because|due|since|result|order|caused|reason|grund",
  "porque|debido|causa",
  "parce|cause|afin|raison",
  "perche|causa|motivo",
  "omdat|doordat|wegens|vanwege",
);
const YEAR = /\b1\d{3}\b|\b20\d\d\b|jahrhundert|century|siglo|siecle|secolo|eeuw/u;
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
      when: Number(WHEN.test(this.#question) && YEAR.test(folded)),
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
