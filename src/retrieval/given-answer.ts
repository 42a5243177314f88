import type { TextInLanguage } from "../core/language.js";
import { alternativesOfAll, LANGUAGES } from "../languages/find-language.js";
import type { Alternatives, AnswerKind, GivenWords, Language } from "../languages/language.js";
import { TextMemory } from "../text/text-memory.js";
import { fold, unaccented } from "../text/words.js";
import type { AnswerType } from "./answer-type.js";
import { definesTerm } from "./definition.js";

/** A text that may answer a question: a passage, a sentence, or a row. */
export interface GivenText extends TextInLanguage {
  /** The headings above it, and its document's title, if they are known: they may name the term that it defines. */
  readonly above?: readonly string[];
}

/** How many characters of a text are looked at, so that the work is bounded; passages are shorter, paragraphs seldom longer. */
const MAX_CHARACTERS = 3000;

/**
 * How well a text gives an answer of some kinds, between 0 and 1: 1 where it clearly does ("165,00 €" for money), less
 * where it only may ("Geld" without an amount). It says nothing of whether the text is about what is asked.
 *
 * @param kinds of which the best counts; 0 for none
 * @param asked the question's type, of whose subject a definition has to be
 */
export function answersKinds(
  given: GivenText,
  kinds: ReadonlySet<AnswerKind>,
  asked: Pick<AnswerType, "subject">,
): number {
  if (kinds.size === 0) {
    return 0;
  }
  const text = given.text.slice(0, MAX_CHARACTERS);
  const patterns = patternsFor(given.language);
  let best = 0;
  for (const kind of kinds) {
    const evidence =
      kind === "definition"
        ? definesTerm(text, given.above ?? [], patterns.defines, asked.subject)
        : evidenceOf(text, patterns, kind);
    best = Math.max(best, Math.min(1, evidence));
  }
  return best;
}

/** All kinds but those that depend on what is asked, and on what stands above. */
type OwnKind = Exclude<AnswerKind, "definition">;

/** What a text was found to give, by the patterns of its language. */
type KnownEvidence = Map<Patterns, Map<OwnKind, number>>;

/** With what they are found to give, texts of so many UTF-16 code units take about 5 MB. */
const KNOWN = new TextMemory<KnownEvidence>(1_000_000);

function evidenceOf(text: string, patterns: Patterns, kind: OwnKind): number {
  const byPatterns = KNOWN.of(text, () => new Map());
  const known = byPatterns.get(patterns) ?? new Map<OwnKind, number>();
  byPatterns.set(patterns, known);
  const evidence = known.get(kind) ?? EVIDENCE[kind]({ text, folded: fold(text), patterns });
  known.set(kind, evidence);
  return evidence;
}

/** How well a text gives what a question asks for. */
export function answersType(given: GivenText, asked: Pick<AnswerType, "subject" | "kinds">): number {
  return answersKinds(given, asked.kinds, asked);
}

/** A text as the kinds read it. */
interface Reading {
  /** With its capitals, cut to its limit. */
  readonly text: string;
  readonly folded: string;
  readonly patterns: Patterns;
}

/** The patterns of a language; all for a folded text, except `dated`, which is for one without diacritics. */
interface Patterns {
  readonly amount: RegExp;
  readonly free: RegExp;
  readonly percent: RegExp;
  readonly fraction: RegExp;
  readonly deadline: RegExp;
  readonly day: RegExp;
  readonly clock: RegExp;
  readonly dated: RegExp;
  readonly timed: RegExp;
  readonly oneUnit: RegExp;
  readonly timeUnit: RegExp;
  readonly endless: RegExp;
  readonly frequency: RegExp;
  readonly number: RegExp;
  readonly measured: RegExp;
  readonly personTitle: RegExp;
  readonly office: RegExp;
  readonly placeNoun: RegExp;
  readonly located: RegExp;
  readonly defines: RegExp;
  readonly instruction: RegExp;
  readonly permission: RegExp;
  readonly modal: RegExp;
  readonly yesOrNo: RegExp;
  readonly reason: RegExp;
  readonly contact: RegExp;
  readonly contrast: RegExp;
}

/** Units that are written alike in all languages. */
const UNIT =
  "(?:[kcmµ]?m[23]?|km/h|mph|k?g|mg|[mc]?l|ha|[kmgt]i?b|bits?|[km]?px|pt|dpi|ppi|em|ms|[mk]?hz|k?wh?|mw|[mk]?v|ma|°(?: ?[cf])?|k|db)";

/** A word's edge that a sign such as € or % has too. */
const FROM = "(?<![\\p{L}\\p{N}])";
const TO = "(?![\\p{L}\\p{N}])";

type WordsOf = (language: Language) => Alternatives | undefined;

function patternsOf(pick: (of: WordsOf) => Alternatives): Patterns {
  const given = (name: keyof GivenWords) => pick(({ answers }) => answers?.given[name]);
  const whole = (alternatives: Alternatives, flags = "u") =>
    new RegExp(`${FROM}(?:${alternatives})${TO}`, flags);
  const months = pick(({ time }) => time.months.flat().join("|"));
  const numbers = pick(({ numbers }) => [...numbers.values.keys()].join("|"));
  const currency = given("currency");
  const unit = given("timeUnit");
  return {
    amount: new RegExp(
      `\\d(?:,-+)?(?: (?:${pick(({ numbers }) => [...numbers.scales.keys()].join("|"))}))?[ -]?(?:${currency})${TO}|(?:[$€£]|${FROM}(?:eur|usd|chf|us\\$)) ?\\d`,
      "u",
    ),
    free: whole(given("free")),
    percent: new RegExp(`(?:\\d|${FROM}(?:${numbers})) ?(?:${given("percent")})(?![\\p{L}\\p{N}])`, "u"),
    fraction: whole(given("fraction")),
    deadline: whole(given("deadline")),
    day: whole(given("day")),
    clock: new RegExp(`\\d ?(?:${given("clock")})${TO}|${FROM}[012]?\\d[:.][0-5]\\d${TO}`, "u"),
    dated: new RegExp(
      `\\d(?:\\.|st|nd|rd|th|er|º)? ?(?:de |of )?(?:${months})${TO}|${FROM}(?:${months})\\.? \\d|\\d{4}-\\d\\d-\\d\\d|\\d\\d?\\.\\d\\d?\\.(?:\\d\\d)|${FROM}\\d\\d?/\\d\\d?/\\d\\d`,
      "iu",
    ),
    timed: new RegExp(
      `(?:\\d|${FROM}(?:${numbers}|\\p{L}+(?:ig|zehn|zig)))(?:\\)|-| |-)? ?(?:\\p{L}+ )?(?:${unit})${TO}`,
      "u",
    ),
    oneUnit: whole(`(?:${given("one")}) (?:\\p{L}+ )?(?:${unit})`),
    timeUnit: whole(unit),
    endless: whole(given("endless")),
    frequency: whole(given("frequency")),
    number: new RegExp(`${FROM}(?:\\d|(?:${numbers})${TO})`, "u"),
    measured: new RegExp(`\\d ?(?:${given("unit")}|${UNIT})${TO}|\\d ?[x×] ?\\d`, "u"),
    personTitle: whole(given("personTitle")),
    office: whole(given("office"), "gu"),
    placeNoun: whole(given("placeNoun"), "gu"),
    located: whole(given("located")),
    defines: whole(given("defines"), "gu"),
    instruction: whole(given("instruction"), "gu"),
    permission: whole(given("permission")),
    modal: whole(given("modal")),
    yesOrNo: new RegExp(`^[^\\p{L}]*(?:${given("yesOrNo")})${TO}`, "u"),
    reason: whole(given("reason")),
    contact: whole(given("contact")),
    contrast: whole(given("contrast"), "gu"),
  };
}

const BY_LANGUAGE: ReadonlyMap<string, Patterns> = new Map(
  LANGUAGES.filter(({ answers }) => answers !== undefined).map((language) => [
    language.code,
    patternsOf((of) => of(language) ?? ""),
  ]),
);
const OF_ALL: Patterns = patternsOf(alternativesOfAll);

function patternsFor(language: string): Patterns {
  return BY_LANGUAGE.get(language) ?? OF_ALL;
}

const EMAIL = /[\p{L}\p{N}._%+-]@[\p{L}\p{N}-]+\.\p{L}/u;
const PHONE = /(?:\+|\b0)\d[\d ()/.-]{5,}\d|\(\d{3,5}\) ?\d{3}|\b\d{3}[-.]\d{3,4}[-.]\d{4}\b/u;
const URL = /\bhttps?:\/\/|\bwww\./u;
const PATH =
  /(?:^|[\s"'`(=])(?:~?\/[\w.@-]+\/?[\w.@/-]*|[A-Za-z]:\\|\.{1,2}\/\w)|\b[\w-]+\/[\w./-]*\.\w{1,5}\b/u;
const POSTAL =
  /\b\d{5} \p{Lu}\p{Ll}|\p{Ll}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse) \d|\b\d{1,5} \p{Lu}\p{Ll}+ (?:Street|St|Ave|Avenue|Road|Rd|Blvd)\b|\p{Lu}\p{Ll}+, [A-Z]{2}\b/u;
const IN_NAME = /\b(?:in|at|bei|nach|aus|from|near|à|en|a|te) (?:der |dem |the |la )?\p{Lu}\p{Ll}/u;
const NAME = /(?<![.!?:] |^)\b\p{Lu}[\p{Ll}'’-]+ (?:von |van |de |der |\p{Lu}\. )?\p{Lu}\p{Ll}+/u;
const DIGIT = /\d/u;
const ANY_YEAR = /\b(?:1[5-9]|20)\d\d\b/u;

/** A bullet or the number of an item, at the start of a line. */
const ITEM = /^[ \t]*(?:[-*+•–▪·◦]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+\S/gmu;
const NUMBERED = /^[ \t]*(?:\(?\d{1,2}[.)]|\p{L}+ \d{1,2}:)[ \t]+\S/gmu;
/** Commas in a row with little between them, as in an enumeration. */
const ENUMERATION = /[,;] [^,;.!?\n]{2,40}[,;] [^,;.!?\n]{2}/u;
const LEADS_IN = /:\s*(?:$|\n)/u;
/** An option, a prompt, a call of a program, or inline code. */
const CODE =
  /(?:^|\s)--?[a-z][\w-]*(?:[ =]|$)|^[ \t]*(?:\$|>|#) \S|`[^`\n]+`|^[ \t]*(?:sudo|npm|git|pip|apt|brew|docker|cd|curl) \S/mu;
/** A way through menus: `File > Print`. */
const MENU = /\p{L} (?:>|→|›|->) \p{Lu}/u;

type Evidence = (read: Reading) => number;

/** What shows each kind, between 0 and about 1. */
const EVIDENCE: Readonly<Record<OwnKind, Evidence>> = {
  money: ({ folded, patterns }) =>
    first(
      [patterns.amount.test(folded), 1],
      [patterns.free.test(folded), 0.8],
      [patterns.number.test(folded), 0.2],
    ),
  percentage: ({ folded, patterns }) =>
    first([patterns.percent.test(folded), 1], [patterns.fraction.test(folded), 0.6]),
  date: ({ text, folded, patterns }) => {
    // The patterns for dates, clocks and years take most of the time, and need a digit.
    const hasDigit = DIGIT.test(folded);
    return either(
      Number(hasDigit && patterns.dated.test(unaccented(text))),
      0.8 * Number(hasDigit && patterns.clock.test(folded)),
      0.6 * Number(patterns.day.test(folded)),
      0.4 * Number(patterns.deadline.test(folded)),
      0.4 * Number(patterns.timed.test(folded) || patterns.oneUnit.test(folded)),
      0.5 * Number(hasDigit && ANY_YEAR.test(folded)),
    );
  },
  duration: ({ folded, patterns }) =>
    first(
      [patterns.timed.test(folded), 1],
      [patterns.oneUnit.test(folded) || patterns.endless.test(folded), 0.8],
      [patterns.timeUnit.test(folded), 0.3],
    ),
  frequency: ({ folded, patterns }) =>
    first(
      [patterns.frequency.test(folded), 1],
      [patterns.timed.test(folded), 0.5],
      [patterns.timeUnit.test(folded), 0.2],
    ),
  count: ({ folded, patterns }) => Number(patterns.number.test(folded)),
  measure: ({ folded, patterns }) =>
    first(
      [patterns.measured.test(folded), 1],
      [patterns.timed.test(folded), 0.7],
      [patterns.number.test(folded), 0.4],
    ),
  person: ({ text, folded, patterns }) =>
    either(
      0.8 * Number(patterns.personTitle.test(folded)),
      0.5 * Number(NAME.test(text)),
      0.5 * Math.min(1, count(folded, patterns.office)),
    ),
  place: ({ text, folded, patterns }) =>
    either(
      0.9 * Number(PATH.test(text) || POSTAL.test(text)),
      0.5 * Math.min(1, count(folded, patterns.placeNoun)),
      0.4 * Number(patterns.located.test(folded)),
      0.3 * Number(IN_NAME.test(text)),
    ),
  steps: ({ text, folded, patterns }) =>
    either(
      0.4 * Math.min(2, count(text, NUMBERED)),
      0.25 * Math.min(3, count(folded, patterns.instruction)),
      0.5 * Number(CODE.test(text)),
      0.5 * Number(MENU.test(text)),
    ),
  list: ({ text }) =>
    either(
      (1 / 3) * Math.min(3, count(text, ITEM)),
      0.6 * Number(ENUMERATION.test(text)),
      0.4 * Number(LEADS_IN.test(text)),
    ),
  yesNo: ({ folded, patterns }) =>
    either(
      0.7 * Number(patterns.permission.test(folded)),
      0.4 * Number(patterns.modal.test(folded)),
      0.6 * Number(patterns.yesOrNo.test(folded)),
    ),
  reason: ({ folded, patterns }) => Number(patterns.reason.test(folded)),
  contact: ({ text, folded, patterns }) =>
    first(
      [EMAIL.test(text) || PHONE.test(text), 1],
      [URL.test(text), 0.8],
      [patterns.contact.test(folded), 0.4],
    ),
  comparison: ({ folded, patterns }) => 0.5 * Math.min(2, count(folded, patterns.contrast)),
};

/** The value of the first that holds, else 0. */
function first(...cases: readonly (readonly [boolean, number])[]): number {
  return cases.find(([holds]) => holds)?.[1] ?? 0;
}

/** Joins independent pieces of evidence: the chance that at least one of them is right (noisy or). */
function either(...values: readonly number[]): number {
  return 1 - values.reduce((none, value) => none * (1 - Math.min(1, value)), 1);
}

/** How often a pattern with the flag `g` is found, up to ten times. */
function count(text: string, pattern: RegExp): number {
  pattern.lastIndex = 0;
  let found = 0;
  while (found < 10 && pattern.exec(text) !== null) {
    found++;
  }
  return found;
}
