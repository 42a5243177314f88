import { contentWords } from "../../text/question-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, words } from "../../text/words.js";
import { fillGap, PREPOSITION } from "./fill-gap.js";
import { namedWords, topicWords } from "./named-words.js";
import { capital, strip } from "./phrases.js";
import { findPronoun, resolvePronoun } from "./pronouns.js";
import { plainReading, type Readings, withWords } from "./reading.js";

/** A question after another one. */
export interface FollowUp {
  /** The question before, independent of the conversation. */
  readonly before: string;
  readonly question: string;
  /** ISO 639-1, or `und`. */
  readonly language: string;
}

/** What ties a question to the one before. */
const CONNECTOR =
  /^(?:und|and|aber|but|oder|or|also|then|dann|auch|y|et|e|en)\b[\s,]*(?:(?:was|wie) (?:ist|war|sieht|steht) (?:es |das )?(?:mit|um|bei)\b|(?:what|how) about\b)?|^(?:(?:was|wie) (?:ist|war|sieht|steht) (?:es |das )?(?:mit|um|bei)\b|(?:what|how) about\b)/iu;

/** Without their context these ask for nothing. */
const BARE =
  /^(?:warum|wieso|weshalb|wann|wo|wer|wie|wohin|woher|wozu|wie viele|wie lange|wie oft|seit wann|bis wann|inwiefern|genauer|mehr|why|when|where|who|how|how come|how many|how long|since when|until when|how so|what for|por que|pourquoi|perche|waarom)(?: (?:genau|denn|nicht|das|exactly|not|that|is that))?$/u;

const QUESTION_WORD =
  /^(?:w(?:er|em|en|essen|as|ann|o|ohin|oher|omit|ozu|ie|arum|eshalb|ieso|elche[mnrs]?)|wh(?:o|om|ose|at|en|ere|ich|y)|how|in w(?:elche[mnrs]?|hich|hat))\b/iu;

/** A question that can be answered with yes or no begins with its verb. */
const VERB_FIRST =
  /^(?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|kann|können|konnten?|darf|dürfen|muss|müssen|mussten?|soll|sollen|sollten?|will|wollen|wollten?|gibt|gab|gehören?|stimmt|is|are|was|were|has|have|had|do|does|did|can|could|will|would|may|must|should)\b/iu;

/** Longer ones are questions in their own right. */
const FRAGMENT_WORDS = 6;

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
  if (said === "") {
    return [plainReading(before)];
  }
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
    // It may stand for something that the question names itself.
    if (hasTopic(question, language)) {
      return [asItIs, continued];
    }
    const resolved = resolvePronoun(rest, pronoun, followUp);
    return resolved === undefined ? [continued, asItIs] : [plainReading(resolved), continued, asItIs];
  }
  if (isContinued) {
    return [continued, asItIs];
  }
  return isShort(question, language) ? [asItIs, continued] : [asItIs];
}

/** A question that names little may rely on what came before. */
function isShort(question: string, language: string): boolean {
  return contentWords(question, language).length <= 2;
}

/** Whether a question names what it is about; German capitalises every noun, of which one alone says little. */
function hasTopic(question: string, language: string): boolean {
  return namedWords(question, language).length > (language === "de" ? 1 : 0);
}
