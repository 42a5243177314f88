import { contentWords } from "../../text/question-words.js";
import { isFunctionWord } from "../../text/stop-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, words } from "../../text/words.js";
import { findDate } from "./date-phrase.js";
import { type NamedWords, namedWords, topicWords } from "./named-words.js";

/** A question after another one. */
export interface FollowUp {
  /** The question before, independent of the conversation. */
  readonly before: string;
  readonly question: string;
  /** ISO 639-1, or `und`. */
  readonly language: string;
}

/** A way to understand a question by itself. */
export interface Reading {
  /** What to look for. */
  readonly question: string;
  /** What has to be answered of it: without the topic that was added from before, which any answer holds. */
  readonly asked: string;
}

/** How a follow-up may be meant, the likelier first. */
export type Readings = readonly [Reading, ...Reading[]];

/** A question of which all has to be answered. */
export function plainReading(question: string): Reading {
  return { question, asked: question };
}

/** What ties a question to the one before. */
const CONNECTOR =
  /^(?:und|and|aber|but|oder|or|also|then|dann|auch|y|et|e|en)\b[\s,]*(?:(?:was|wie) (?:ist|war|sieht|steht) (?:es |das )?(?:mit|um|bei)\b|(?:what|how) about\b)?|^(?:(?:was|wie) (?:ist|war|sieht|steht) (?:es |das )?(?:mit|um|bei)\b|(?:what|how) about\b)/iu;

/** Words that stand for what was named before. */
const PRONOUN: Readonly<Record<string, RegExp>> = {
  de: pronoun(
    "er|sie|es|ihn|ihm|ihr|ihnen|sein|seine[mnrs]?|ihre[mnrs]?|deren|dessen|dort|dorthin|dabei|davon|dafür|dagegen|darüber|darin|daran|damit|damals|diese[mnrs]?|jene[mnrs]?|das|letztere[mnrs]?|erstere[mnrs]?",
  ),
  en: pronoun(
    "he|she|it|they|him|them|his|her|hers|its|their|theirs|there|then|this|that|these|those|the latter|the former",
  ),
};

/** Where the pronoun stands for nothing, or a noun follows the article. */
const EXPLETIVE: Readonly<Record<string, RegExp>> = {
  de: /\b(?:gibt|gab|geht|kam|handelt|ist|war|regnet)\s+es\b|\bes\s+(?:gibt|gab|geht|ist|war|kam)\b|\bdas\s+(?=[\p{Lu}]|\p{Ll}+e[nrs]?\s+\p{Lu})/giu,
  en: /\b(?:is|was|are|were)\s+(?:it true|there)\b|\bthere\s+(?:is|was|are|were|been|be)\b|\b(?:that|this|these|those)\s+(?=\p{Ll})/giu,
};

/** A name put in the place of these fits without another change. */
const REPLACEABLE = /^(?:er|sie|es|ihn|ihm|ihnen|das|he|she|it|they|him|them)$/iu;
const THERE = /^(?:dort|there)$/iu;

/** Without their context these ask for nothing. */
const BARE =
  /^(?:warum|wieso|weshalb|wann|wo|wer|wie|wohin|woher|wozu|wie viele|wie lange|wie oft|seit wann|bis wann|inwiefern|genauer|mehr|why|when|where|who|how|how come|how many|how long|since when|until when|how so|what for|por que|pourquoi|perche|waarom)(?: (?:genau|denn|nicht|das|exactly|not|that|is that))?$/u;

const QUESTION_WORD =
  /^(?:w(?:er|em|en|essen|as|ann|o|ohin|oher|omit|ozu|ie|arum|eshalb|ieso|elche[mnrs]?)|wh(?:o|om|ose|at|en|ere|ich|y)|how|in w(?:elche[mnrs]?|hich|hat))\b/iu;

/** A question that can be answered with yes or no begins with its verb. */
const VERB_FIRST =
  /^(?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|kann|können|konnten?|darf|dürfen|muss|müssen|mussten?|soll|sollen|sollten?|will|wollen|wollten?|gibt|gab|gehören?|stimmt|is|are|was|were|has|have|had|do|does|did|can|could|will|would|may|must|should)\b/iu;

/** What begins with one of these goes on with the question before. */
const PREPOSITION =
  /^(?:im|in|am|an|auf|aus|bei|für|mit|nach|seit|bis|von|vom|vor|ab|gegen|zwischen|of|on|at|for|from|by|since|until|during|to|with|between)\b/iu;

/** Longer ones are questions in their own right. */
const FRAGMENT_WORDS = 6;

/** Names that may stand in each other's places: `Kirgisistan`, `Tadschikistan`. */
const EXCHANGEABLE = 0.3;

function pronoun(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "iu");
}

/**
 * Makes a follow-up independent of its conversation by rules, for German and English: what is left out is taken
 * from the question before ("Und im April 2021?"), a pronoun becomes what that one named, and a question that only
 * continues gets its topic. Where it isn't sure that a question continues at all, it is read as it stands first.
 */
export function readFollowUp(followUp: FollowUp, matcher: WordMatcher): Readings {
  const { question, language, before } = followUp;
  const connector = CONNECTOR.exec(question)?.[0] ?? "";
  const rest = question.slice(connector.length).trim();
  const said = strip(rest);
  const asItIs = plainReading(capital(rest));
  if (said === "") return [plainReading(before)];
  if (BARE.test(fold(said))) {
    const topic = contentWords(before, language).map(({ text }) => text);
    return [withWords(said, topic), asItIs];
  }
  const isWhole = QUESTION_WORD.test(said) || VERB_FIRST.test(said);
  const isContinued = connector !== "" || (!isWhole && PREPOSITION.test(said));
  if (!isWhole && words(said).length <= FRAGMENT_WORDS) {
    const filled = plainReading(fillGap(said, followUp, matcher) ?? `${strip(before)}, ${said}?`);
    // A few key words by themselves may be a new question.
    return isContinued ? [filled, asItIs] : [asItIs, filled];
  }
  const continued = withWords(said, topicWords(before, language));
  const pronoun = findPronoun(rest, language);
  if (pronoun !== undefined) {
    const resolved = resolvePronoun(rest, pronoun, followUp);
    return resolved === undefined ? [continued, asItIs] : [plainReading(resolved), continued, asItIs];
  }
  if (isContinued) return [continued, asItIs];
  return isShort(question, language) ? [asItIs, continued] : [asItIs];
}

/** A question that names little may rely on what came before. */
function isShort(question: string, language: string): boolean {
  return contentWords(question, language).length <= 2;
}

/** Puts a fragment where the question before has something of its kind; undefined if it has nothing. */
function fillGap(fragment: string, { before, language }: FollowUp, matcher: WordMatcher): string | undefined {
  const date = findDate(fragment);
  if (date !== undefined && strip(fragment.replace(date.text, "")) === "") {
    const old = findDate(before);
    if (old === undefined) return `${strip(before)} ${date.text.trim()}?`;
    const isWhole = date.hasPreposition || !old.hasPreposition;
    const start = isWhole ? old.start : old.end - old.date.length;
    return splice(before, { start, end: old.end }, isWhole ? date.text : date.date);
  }
  const name = head(fragment, language);
  if (name === undefined) return undefined;
  const names = namedWords(before, language);
  const slot = slotBehind(leadingWord(fragment), names, before) ?? slotFor(name, names, language, matcher);
  return slot && splice(before, slot, name);
}

/** The preposition that a fragment begins with, if it does. */
function leadingWord(fragment: string): string | undefined {
  return PREPOSITION.exec(fragment)?.[0].toLowerCase();
}

/** The name that stands behind the same preposition. */
function slotBehind(
  preposition: string | undefined,
  names: readonly NamedWords[],
  before: string,
): NamedWords | undefined {
  if (preposition === undefined) return undefined;
  return names.find(({ start }) => before.slice(0, start).toLowerCase().endsWith(` ${preposition} `));
}

/** A fragment without the function words in front of it: `in Osch` → `Osch`. */
function head(fragment: string, language: string): string | undefined {
  const all = words(fragment);
  const first = all.find((word) => !isFunctionWord(fold(word.text), language));
  return first && fragment.slice(first.start).trim();
}

/** The name that a new one takes the place of: the most like it, or the only one. */
function slotFor(
  name: string,
  names: readonly NamedWords[],
  language: string,
  matcher: WordMatcher,
): NamedWords | undefined {
  const isNumeric = /\p{N}/u.test(name);
  const candidates = names.filter(({ text }) => /\p{N}/u.test(text) === isNumeric);
  const asked = words(name).map((word) => matcher.know(word.text, language));
  const liking = candidates.map(({ text }) => Math.max(0, ...matcher.matches(asked, text, language)));
  const most = Math.max(0, ...liking);
  if (most >= EXCHANGEABLE) return candidates[liking.indexOf(most)];
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The first word of a question that stands for something named before; undefined if there is none. */
function findPronoun(question: string, language: string): NamedWords | undefined {
  const hidden = question.replace(EXPLETIVE[language] ?? /(?!)/u, (found) => "\u{FFFC}".repeat(found.length));
  const match = PRONOUN[language]?.exec(hidden);
  if (match === null || match === undefined) return undefined;
  return { text: match[0], start: match.index, end: match.index + match[0].length };
}

/** The only name of the question before in the pronoun's place; undefined if it doesn't fit there. */
function resolvePronoun(
  question: string,
  pronoun: NamedWords,
  { before, language }: FollowUp,
): string | undefined {
  const names = namedWords(before, language).filter(({ text }) => findDate(text) === undefined);
  const [only] = names;
  if (names.length !== 1 || only === undefined) return undefined;
  if (REPLACEABLE.test(pronoun.text)) return capital(splice(question, pronoun, only.text));
  return THERE.test(pronoun.text) ? capital(splice(question, pronoun, `in ${only.text}`)) : undefined;
}

/** A question with what it is about behind it: `Wer nutzt sie (Straße, Schmuggler)?` */
function withWords(said: string, topic: readonly string[]): Reading {
  const asked = `${capital(said)}?`;
  const own = new Set(words(said).map(({ text }) => fold(text)));
  const added = topic.filter((words) => !own.has(fold(words)));
  return { asked, question: added.length === 0 ? asked : `${capital(said)} (${added.join(", ")})?` };
}

function splice(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  by: string,
): string {
  return `${text.slice(0, start)}${by.trim()}${text.slice(end)}`;
}

function strip(text: string): string {
  return text.replace(/^[\s,;:.!?¿¡–-]+|[\s,;:.!?–-]+$/gu, "");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
