import type { CollectionStatistics } from "../../core/ports/store/searching.js";
import type { AnswerKind } from "../../languages/language.js";
import { TextMemory } from "../../text/text-memory.js";
import { words } from "../../text/words.js";
import type { FusedPassage } from "../fusion.js";
import { answersKinds } from "../given-answer.js";
import type { Question } from "../question.js";
import type { MatchedTexts, MatchedWord, WordMatches } from "./matched-texts.js";
import { WordWeights } from "./word-weights.js";

/** From this score on a word counts as the word itself, and from the second on as one of much the same meaning. */
const SAME = 0.95;
const RELATED = 0.5;

/** What a question that asks for a number of some kind is answered by. */
const NUMBERS: ReadonlySet<AnswerKind> = new Set<AnswerKind>([
  "money",
  "percentage",
  "date",
  "duration",
  "frequency",
  "count",
  "measure",
  "contact",
]);

/** What a text gives by its form. */
const FORMS: ReadonlySet<AnswerKind> = new Set<AnswerKind>(["list", "steps", "definition"]);

/** A reference to another place, which is seldom the answer itself. */
const REFERENCE = /\]\(|\b(?:siehe|refer to|see (?:the|also|our))\b|https?:/iu;
const QUESTION = /\?\s*$/u;
const LEAD_IN = /:\s*$/u;
const LIST_ITEM = /^\s*(?:-|\d+\.)/mu;
const CODE = /^\s*(?:[$>]|-{1,2}\w)|`|=/mu;
const NUMBER = /\p{N}/u;

/** Characters of a passage that is long, and of one that is short. */
const LONG = 400;
const SHORT = 80;

/** So many characters of a paragraph are looked at for the kind of answer. */
const MAX_AROUND = 1500;

/** How many passages of a document among the candidates are many. */
const MANY = 20;

/** How deep a heading path is deep. */
const DEEP = 4;

/** The names of the features; see where each is computed. */
export const RANKING_FEATURES = [
  "score",
  "words",
  "grams",
  "cosine",
  "sentence",
  "relativeScore",
  "relativeWords",
  "relativeCosine",
  "relativeSentence",
  "text",
  "textMean",
  "textSame",
  "above",
  "title",
  "heading",
  "headingPrecision",
  "all",
  "allMean",
  "rest",
  "missing",
  "length",
  "short",
  "reference",
  "question",
  "leadIn",
  "listItem",
  "code",
  "digits",
  "first",
  "depth",
  "number",
  "noNumber",
  "numberAround",
  "form",
  "noForm",
  "formAround",
  "otherKind",
  "noOtherKind",
  "otherKindAround",
  "document",
  "documentScore",
  "documentRelativeScore",
  "documentCount",
] as const;

/** The features of a candidate. */
export type RankingFeature = (typeof RANKING_FEATURES)[number];
type Features = Readonly<Record<RankingFeature, number>>;

/**
 * What the order of passages is learnt from: numbers that mean the same for every question and folder, most of them
 * between 0 and 1, differences to the best candidate at most 0. Training computes them by this function too.
 *
 * @param candidates with their fused scores, in any order
 * @returns one record a candidate, in their order
 */
export function rankingFeatures(
  question: Question,
  candidates: readonly FusedPassage[],
  texts: MatchedTexts,
  statistics: ReadonlyMap<string, CollectionStatistics>,
): Features[] {
  const weights = new Map<string, WordWeights>();
  const matched = candidates.map((candidate): MatchedCandidate => {
    const { language } = candidate.passage;
    const known = weights.get(language) ?? new WordWeights(question, language, statistics.get(language));
    weights.set(language, known);
    return matchCandidate(candidate, texts, known);
  });
  const pool = new Pool(matched);
  const kinds = new GivenKinds(question.answerType);
  // An object of so many spreads takes V8 thirty times as long: 5 ms a question.
  return matched.map((entry) =>
    Object.assign(
      evidenceFeatures(entry.candidate, pool),
      coverFeatures(entry),
      formFeatures(entry.candidate),
      kinds.features(entry.candidate),
      pool.documentFeatures(entry),
    ),
  );
}

/** A candidate with how well each word of the question is matched where. */
interface MatchedCandidate {
  readonly candidate: FusedPassage;
  readonly weights: WordWeights;
  readonly text: WordMatches;
  readonly paragraph: WordMatches;
  readonly title: WordMatches;
  readonly lastHeading: WordMatches;
  /** By all headings or the title. */
  readonly above: WordMatches;
  /** The shares of the words of title and last heading that the question matches. */
  readonly titlePrecision: number;
  readonly headingPrecision: number;
}

function matchCandidate(
  candidate: FusedPassage,
  texts: MatchedTexts,
  weights: WordWeights,
): MatchedCandidate {
  const { title, heading, language } = candidate.passage;
  const { within, paragraph } = texts.around(candidate);
  const last = heading.at(-1) ?? title;
  const ofTitle = texts.words(title, language);
  const ofLast = texts.words(last, language);
  const titleMatches = texts.matchesOf(ofTitle);
  return {
    candidate,
    weights,
    text: texts.matchesOf(within),
    paragraph: texts.matchesOf(paragraph),
    title: titleMatches,
    lastHeading: texts.matchesOf(ofLast),
    above: either(titleMatches, texts.matches(heading.join("\n"), language)),
    titlePrecision: precision(ofTitle, title),
    headingPrecision: precision(ofLast, last),
  };
}

/** What the legs say of a candidate, by itself and beside the best of all. */
function evidenceFeatures({ score, evidence }: FusedPassage, pool: Pool) {
  const { words, grams, cosine, sentenceCosine } = evidence;
  return {
    score,
    words,
    grams,
    cosine,
    sentence: sentenceCosine,
    relativeScore: score - pool.best.score,
    relativeWords: words / Math.max(0.01, pool.best.words),
    relativeCosine: cosine - pool.best.cosine,
    relativeSentence: sentenceCosine - pool.best.sentence,
  };
}

/** How much of the question is found where; `rest` is what neither title nor headings say of it. */
function coverFeatures(entry: MatchedCandidate) {
  const { weights, text, paragraph, title, lastHeading, above, titlePrecision, headingPrecision } = entry;
  const all = either(either(text, above), paragraph);
  const missing = all.map((match, i) => ((1 - match) * (weights.values[i] ?? 0)) / weights.total);
  return {
    text: weights.share(text),
    textMean: mean(text),
    textSame: weights.share(text.map((match) => Number(match >= SAME))),
    above: weights.share(above),
    title: harmonicMean(weights.share(title), titlePrecision),
    heading: harmonicMean(weights.share(lastHeading), headingPrecision),
    headingPrecision,
    all: weights.share(all),
    allMean: mean(all),
    rest: coverOfRest(entry),
    missing: Math.max(0, ...missing),
  };
}

/** Below this share of the question nothing worth asking is left. */
const NO_REST = 0.05;

function coverOfRest({ weights, text, above }: MatchedCandidate): number {
  const rest = weights.values.map((weight, i) => weight * (1 - (above[i] ?? 0)));
  const total = rest.reduce((sum, weight) => sum + weight, 0);
  if (total < NO_REST * weights.total) {
    return 1;
  }
  return rest.reduce((sum, weight, i) => sum + weight * (text[i] ?? 0), 0) / total;
}

/** What kind of text a passage is, whatever it is about. */
function formFeatures({ passage: { text, heading, start }, paragraph }: FusedPassage) {
  return Object.assign(
    { first: Number(start === paragraph.start), depth: Math.min(1, heading.length / DEEP) },
    FORM_OF_TEXT.of(text, formOfText),
  );
}

/** With their forms, texts of so many UTF-16 code units take about 2 MB. */
const FORM_OF_TEXT = new TextMemory<ReturnType<typeof formOfText>>(500_000);

function formOfText(text: string) {
  return {
    length: Math.min(1, text.length / LONG),
    short: Number(text.length < SHORT),
    reference: Number(REFERENCE.test(text)),
    question: Number(QUESTION.test(text)),
    leadIn: Number(LEAD_IN.test(text)),
    listItem: Number(LIST_ITEM.test(text)),
    code: Number(CODE.test(text)),
    digits: Number(NUMBER.test(text)),
  };
}

/** The kinds of answers that a question asks for, and what texts give of them. */
class GivenKinds {
  readonly #asked: Question["answerType"];
  readonly #numbers: ReadonlySet<AnswerKind>;
  readonly #forms: ReadonlySet<AnswerKind>;
  readonly #others: ReadonlySet<AnswerKind>;
  /** By text, then by language and headings: the passages of a paragraph share it. */
  readonly #read = new Map<string, Map<string, Given>>();

  constructor(asked: Question["answerType"]) {
    this.#asked = asked;
    const those = (isMeant: (kind: AnswerKind) => boolean) => new Set([...asked.kinds].filter(isMeant));
    this.#numbers = those((kind) => NUMBERS.has(kind));
    this.#forms = those((kind) => FORMS.has(kind));
    this.#others = those((kind) => !NUMBERS.has(kind) && !FORMS.has(kind));
  }

  /**
   * How well a passage gives the kind of answer that the question asks for: each 0 where that isn't asked for; `no…` is
   * what it lacks, and `…Around` what its paragraph gives.
   */
  features({ passage, paragraph }: FusedPassage) {
    const above = [...passage.heading, passage.title];
    const own = this.#given(passage.text, passage.language, above);
    const around = this.#given(paragraph.text.slice(0, MAX_AROUND), passage.language, above);
    const lacks = (asked: ReadonlySet<AnswerKind>, given: number) => (asked.size === 0 ? 0 : 1 - given);
    return {
      number: own.number,
      noNumber: lacks(this.#numbers, own.number),
      numberAround: around.number,
      form: own.form,
      noForm: lacks(this.#forms, own.form),
      formAround: around.form,
      otherKind: own.other,
      noOtherKind: lacks(this.#others, own.other),
      otherKindAround: around.other,
    };
  }

  #given(text: string, language: string, above: readonly string[]): Given {
    const ofText = this.#read.get(text) ?? new Map<string, Given>();
    this.#read.set(text, ofText);
    const key = [language, ...above].join("\n");
    const read = ofText.get(key);
    if (read !== undefined) {
      return read;
    }
    const gives = (kinds: ReadonlySet<AnswerKind>) =>
      answersKinds({ text, language, above }, kinds, this.#asked);
    const given = {
      number: gives(this.#numbers),
      form: gives(this.#forms),
      other: gives(this.#others),
    };
    ofText.set(key, given);
    return given;
  }
}

/** How well a text gives what is asked for, by the kinds of kinds. */
interface Given {
  readonly number: number;
  readonly form: number;
  readonly other: number;
}

/** The candidates of a question as what each is compared with. */
class Pool {
  readonly best: {
    readonly score: number;
    readonly words: number;
    readonly cosine: number;
    readonly sentence: number;
  };
  readonly #documents = new Map<string, DocumentOfPool>();

  constructor(matched: readonly MatchedCandidate[]) {
    const most = (of: (candidate: FusedPassage) => number) =>
      Math.max(0, ...matched.map(({ candidate }) => of(candidate)));
    this.best = {
      score: most(({ score }) => score),
      words: most(({ evidence }) => evidence.words),
      cosine: most(({ evidence }) => evidence.cosine),
      sentence: most(({ evidence }) => evidence.sentenceCosine),
    };
    for (const { candidate, text } of matched) {
      const { documentId } = candidate.passage;
      const document = this.#documents.get(documentId) ?? { scores: [], matches: [] };
      this.#documents.set(documentId, {
        scores: [...document.scores, candidate.score],
        matches: either(text, document.matches),
      });
    }
  }

  /** How good a candidate's document is, by all its candidates. */
  documentFeatures({ candidate, weights, title }: MatchedCandidate) {
    const { scores, matches } = this.#documents.get(candidate.passage.documentId) ?? {
      scores: [],
      matches: [],
    };
    const best = scores.toSorted((a, b) => b - a);
    return {
      document: weights.share(either(matches, title)),
      documentScore: mean(best.slice(0, 3)),
      documentRelativeScore: (best[0] ?? 0) - this.best.score,
      documentCount: Math.min(1, scores.length / MANY),
    };
  }
}

interface DocumentOfPool {
  readonly scores: readonly number[];
  readonly matches: WordMatches;
}

/** The share of the words of a text, but for short ones, that the question matches. */
function precision(matched: readonly MatchedWord[], text: string): number {
  const counted = words(text).filter(({ text: word }) => word.length > 3 || NUMBER.test(word)).length;
  const related = matched.filter(({ scores }) => Math.max(...scores) >= RELATED).length;
  return counted === 0 ? 0 : Math.min(1, related / counted);
}

function either(a: WordMatches, b: WordMatches): WordMatches {
  return a.map((match, i) => Math.max(match, b[i] ?? 0));
}

function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
