/**
 * Alternatives of a regular expression, such as `wie ?viele?|wie oft`, for whole words of a folded text: in lower case,
 * without diacritics, ß as ss. `anyOf` and `patternOfAll` compile them.
 */
export type Alternatives = string;

/** Folded words. */
export type WordSet = ReadonlySet<string>;

/**
 * All that Footnote knows of one language. Words are folded (lower case, without diacritics, ß as ss) where the comment
 * doesn't say otherwise. What a language may lack is optional: its readers do without, or fall back to what they do for
 * an unknown language.
 */
export interface Language {
  /** ISO 639-1. */
  readonly code: string;
  /** ISO 639-3, which programs name language data by. */
  readonly longCode: string;
  /** Whether questions in it are expected whatever language the documents are in. */
  readonly isExpectedEverywhere?: true;

  /** Snowball stemmer (https://snowballstem.org); takes a word in lower case. */
  readonly stem: (word: string) => string;
  /**
   * Function words that say nothing about a text's subject, about a hundred. Short on purpose: a long list costs more
   * questions than it helps.
   */
  readonly stopWords: WordSet;
  /**
   * Words of a question that name the kind of answer or only carry the sentence ("in which *year*", "what is X
   * *called*", "what *happened*"): a passage that answers often doesn't hold them.
   */
  readonly genericWords: WordSet;
  /**
   * Words of duty, wish and possession that are no stop words ("what *must* I do if *my* card is lost"): where a text
   * holds them they tell something, but it may answer without them.
   */
  readonly helperWords?: WordSet;

  readonly abbreviations: Abbreviations;
  /** Whether ordinals are written with a dot: `14. September`. */
  readonly hasOrdinalDot?: true;
  /** How names are told from other nouns, where all nouns are capitalised. */
  readonly capitalisedNouns?: CapitalisedNouns;
  /** How words are put together to longer ones, where that makes words which no dictionary holds. */
  readonly compounds?: Compounds;

  /**
   * Words that are likely to stand for each other: everyday words beside those of offices, laws and manuals. Single
   * words; one may be in several groups.
   */
  readonly synonyms?: readonly (readonly string[])[];

  readonly questions: QuestionWords;
  /**
   * The kinds of answers, how they are asked for and what shows that a text gives one. Without it, questions are read
   * with the words of German and English, and texts with those of all languages.
   */
  readonly answers?: AnswerWords;
  /** Words that give a reason. */
  readonly causes: Alternatives;
  readonly numbers: NumberWords;
  readonly time: TimeWords;

  readonly negation: Negation;
  /** Words at the beginning of a sentence that refer to the sentence before it. */
  readonly backReferences: Alternatives;
  /** What begins a sentence that says only where else to look: `see also`. */
  readonly referrals: Alternatives;
  /** Words that join two clauses. */
  readonly clauseJoiners: Alternatives;
  /** Words before which a part of a compound may be left out: `Nord- und Südseite`. */
  readonly partJoiners: Alternatives;

  /** Words that tie a question to the one before, at its start. */
  readonly connectors: Alternatives;
  /** Questions that ask for nothing without the one before: `why`. */
  readonly bareQuestions: Alternatives;
  /** Without it, follow-ups are understood by `connectors` and `bareQuestions` alone, and there is no small talk. */
  readonly conversation?: Conversation;

  readonly documents: DocumentWords;
  readonly texts: Texts;
}

/** Abbreviations without their final dot. */
export interface Abbreviations {
  /** After these the sentence goes on. */
  readonly inner: WordSet;
  /** These may as well end a sentence. */
  readonly final: WordSet;
}

/** Patterns for one folded word each. */
export interface CapitalisedNouns {
  /** A noun behind one of these is no name. */
  readonly determiner: RegExp;
  /** The same for a word that is no function word. */
  readonly adjective: RegExp;
  /** The ending of a noun that is no name. */
  readonly noun: RegExp;
}

/** Parts of compounds. */
export interface Compounds {
  /** What may stand between two parts; nothing is one of them. */
  readonly links: readonly string[];
  /** Endings that a vocabulary holds like words, but that are no part. */
  readonly endings: WordSet;
}

/** What a question asks for. */
export interface QuestionWords {
  readonly count: Alternatives;
  /** A length, an age and the like; only a number answers it. */
  readonly measure?: Alternatives;
  readonly time: Alternatives;
  readonly who: Alternatives;
  readonly why: Alternatives;
  /** A name or a term. */
  readonly name: Alternatives;
}

/** A kind of answer: what a question asks for, and what a text may give. */
export type AnswerKind =
  | "money"
  | "percentage"
  | "date"
  | "duration"
  | "frequency"
  | "count"
  | "measure"
  | "person"
  | "place"
  | "definition"
  | "steps"
  | "list"
  | "yesNo"
  | "reason"
  | "contact"
  | "comparison";

/** The kinds of answers in the words of a language. */
export interface AnswerWords {
  /**
   * How a question asks for each kind; for the words of the question, folded and joined by single spaces, so that `^`
   * and `$` are the question's ends.
   */
  readonly asked: Readonly<Record<AnswerKind, Alternatives>>;
  /** Words of a question for a definition that aren't the term: `mean` in "What does X mean?". */
  readonly definitionWords: WordSet;
  readonly given: GivenWords;
}

/** What shows in a text, folded and with its punctuation, that it gives an answer of some kind. */
export interface GivenWords {
  /** Stands behind an amount: `euro`. */
  readonly currency: Alternatives;
  /** Says that there is nothing to pay. */
  readonly free: Alternatives;
  /** Stands behind a number: `percent`. */
  readonly percent: Alternatives;
  /** A share without a number: `half`. */
  readonly fraction: Alternatives;
  /** Sets a time or a limit to it: `at the latest`. */
  readonly deadline: Alternatives;
  /** Days of the week, and what else tells a time of the day or the year. */
  readonly day: Alternatives;
  /** Stands behind the number of an hour: `o'clock`. */
  readonly clock: Alternatives;
  /** Units of time, in every form. */
  readonly timeUnit: Alternatives;
  /** The article or number that makes one unit of time a duration: `a` in "a month". */
  readonly one: Alternatives;
  /** Says that something has no end. */
  readonly endless: Alternatives;
  /** Says how often: `every two weeks`, `annually`. */
  readonly frequency: Alternatives;
  /** Units of everything but time and money; symbols such as `km` are known for all languages. */
  readonly unit: Alternatives;
  /** Stands before a name: `Dr`, `Mrs`. */
  readonly personTitle: Alternatives;
  /** Who has a task: an office, a role. */
  readonly office: Alternatives;
  /** What has a place or is one: `building`, `folder`. */
  readonly placeNoun: Alternatives;
  /** Says that something is somewhere. */
  readonly located: Alternatives;
  /** Stands between a term and what it means. */
  readonly defines: Alternatives;
  /** Tells the reader to do something. */
  readonly instruction: Alternatives;
  /** Allows, forbids or demands. */
  readonly permission: Alternatives;
  /** Verbs that may do so. */
  readonly modal: Alternatives;
  /** What an answer to a yes/no question begins with. */
  readonly yesOrNo: Alternatives;
  /** Gives a reason, and hardly means anything else. */
  readonly reason: Alternatives;
  /** Names a way to reach somebody. */
  readonly contact: Alternatives;
  /** Sets one thing against another. */
  readonly contrast: Alternatives;
}

/** Words that say a number or a quantity; `numberWords` makes them from lists. */
export interface NumberWords {
  /** The value of each word from two on: "one" is an article or a pronoun in most languages. */
  readonly values: ReadonlyMap<string, number>;
  /** One, where it is a number and no article: behind tens, as in "twenty-one". */
  readonly one: WordSet;
  /** What a word multiplies the number before it by; alone it is too vague to be compared. */
  readonly scales: ReadonlyMap<string, number>;
  /** Words that say a quantity, but not which one: `many`, `dozens`; and zero, and one where it can't be an article. */
  readonly vague: WordSet;
  /** How numbers are written as one word, where they are. */
  readonly compound?: NumberCompound;
}

/** The parts of `einundzwanzig` and `zweihundert`. */
export interface NumberCompound {
  readonly one: string;
  /** Between units and tens. */
  readonly and: string;
  readonly hundred: string;
  readonly thousand: string;
  /** Whether any word that begins with a number says one: `dreitägig`, `zweifach`. */
  readonly countsBeginnings?: true;
}

/** How times are said. */
export interface TimeWords {
  /** Twelve months, each with its name first and then its short forms. */
  readonly months: readonly (readonly [string, ...string[]])[];
  /** Whether months are capitalised, which tells May and March from other words. */
  readonly capitalisesMonths?: true;
  /** What a question for a time may name: `year`, `date`. */
  readonly units: Alternatives;
  /** Spans of many years, which an answer may give: `century`. */
  readonly periods: WordSet;
  /** What stands before a year that a question is about: `in 2021`. */
  readonly beforeYear: Alternatives;
  /** What stands behind the number of a day: `14th`. */
  readonly dayEnding?: Alternatives;
  /** What makes a decade of a year: `1980s`. */
  readonly decadeEnding?: Alternatives;
}

/** How a text denies something. */
export interface Negation {
  readonly words: Alternatives;
  /** Phrases with one of `words` that deny nothing: `not only`. */
  readonly except: Alternatives;
}

/** How people talk to each other, as far as rules for follow-ups need it. */
export interface Conversation {
  /** Puts a new subject in the place of the old one: `what about`. */
  readonly about: Alternatives;
  /** Leads to another topic, in front of a question: `on another note`. */
  readonly newTopic: Alternatives;
  /** What may stand behind a bare question: `why exactly`. */
  readonly bareEndings: Alternatives;
  /** What a whole question begins with. */
  readonly questionWords: Alternatives;
  /** Verbs that a question begins with which can be answered by yes or no. */
  readonly questionVerbs: Alternatives;
  /** A fragment that begins with one of these goes on with the question before. */
  readonly prepositions: Alternatives;
  /** What may stand before a date and belongs to it. */
  readonly beforeDate: Alternatives;
  readonly pronouns: Pronouns;
  readonly smallTalk: Readonly<Record<SmallTalkTopic, SmallTalk>>;
  /** A greeting, which in front of a question is no part of it. */
  readonly greetings: Alternatives;
}

/** Words that stand for what was named before. */
export interface Pronouns {
  readonly all: Alternatives;
  /** A name may take the place of these without another change. */
  readonly replaceable: Alternatives;
  /** A name may take the place of these behind `in`. */
  readonly there: Alternatives;
  /** Where they stand for nothing, or a noun follows: flags `giu`, for a text with its capitals and without diacritics. */
  readonly expletive: RegExp;
}

/** What somebody says that no document answers. */
export type SmallTalkTopic = "greeting" | "thanks" | "farewell" | "assistant" | "abilities" | "mood";

/** A topic of small talk. */
export interface SmallTalk {
  /** Whole messages, without punctuation. */
  readonly said: Alternatives;
  /** What is answered; as it is shown. */
  readonly reply: string;
}

/** Words that programs and authors put into documents, without the number behind them. */
export interface DocumentWords {
  /** Titles that programs give to documents which nobody named. */
  readonly placeholderTitles: Alternatives;
  /** The same of the sheets of a spreadsheet. */
  readonly placeholderSheets: Alternatives;
  /** What programs add to descriptions of pictures that they made up themselves. */
  readonly generatedDescriptions: Alternatives;
  /** What stands before the number of a chapter or section. */
  readonly sections: Alternatives;
  /** The same of a paragraph of a statute, for which the sign § stands in any language. */
  readonly paragraphs: Alternatives;
  /** The same of an article of a statute; also its short form, without a dot. */
  readonly articles: Alternatives;
}

/** What Footnote itself writes, as it is shown. */
export interface Texts {
  /** Introduces a quote in another language. @param language its name, in this language */
  readonly documentSays: (language: string) => string;
  /** Where something stands. */
  readonly page: (number: number) => string;
  readonly slide: (number: number) => string;
  readonly row: (number: number) => string;
}
