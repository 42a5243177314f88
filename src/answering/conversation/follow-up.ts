import { alternativesOfAll, findLanguage } from "../../languages/find-language.js";
import type { Alternatives, Conversation } from "../../languages/language.js";
import { contentWords } from "../../text/content-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, unaccented, words } from "../../text/words.js";
import { fillGap, leadingPreposition } from "./fill-gap.js";
import { namedWords, topicWords } from "./mentions.js";
import { findPronoun, resolvePronoun } from "./pronouns.js";
import { addedReading, asSaid, capital, filledReading, type Readings, strip, withWords } from "./reading.js";

/** What leads to another topic. */
const NEW_TOPIC = new RegExp(`^(?:${alternatives((talk) => talk.newTopic)})\\s*[:,.!–-]\\s*(?=\\S)`, "iu");

/** A question that says of itself that it begins another topic, without those words; undefined for any other. */
export function withoutNewTopic(question: string): string | undefined {
  const lead = NEW_TOPIC.exec(unaccented(question))?.[0];
  return lead && capital(question.slice(lead.length).trim());
}

/** A question after another one. */
export interface FollowUp {
  /** The question before, independent of the conversation. */
  readonly before: string;
  readonly question: string;
  /** The question's; ISO 639-1, or `und`. */
  readonly language: string;
  /** That of the question before, if it may be another one. */
  readonly languageBefore?: string;
}

const ABOUT = alternatives((talk) => talk.about);

/** The words that tie a question to the one before. */
const CONNECTOR = new RegExp(
  `^(?:${alternativesOfAll(({ connectors }) => connectors)})\\b[\\s,]*(?:(?:${ABOUT})\\b)?|^(?:${ABOUT})\\b`,
  "iu",
);

/** Questions that ask for nothing without the one before. */
const BARE = new RegExp(
  `^(?:${alternativesOfAll(({ bareQuestions }) => bareQuestions)})(?: (?:${alternatives((talk) => talk.bareEndings)}))?$`,
  "u",
);

/** `Who`, `until when`. */
const QUESTION_WORD = new RegExp(
  `^(?:(?:${alternatives((talk) => talk.prepositions)}) )?(?:${alternatives((talk) => talk.questionWords)})\\b`,
  "u",
);

/** A question that can be answered with yes or no begins with its verb. */
const VERB_FIRST = new RegExp(`^(?:${alternatives((talk) => talk.questionVerbs)})\\b`, "u");

/** The most words of a fragment; longer ones are questions in their own right. */
const FRAGMENT_WORDS = 6;

/** So short a question with one word of content goes on with the one before: `How do I apply?` */
const BRIEF_WORDS = 5;

/** A question of so few words of content may rely on the one before. */
const SHORT = 2;

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
  const asItIs = asSaid(capital(rest));
  if (said === "") {
    return [filledReading(before)];
  }
  if (BARE.test(fold(said))) {
    const topic = contentWords(before, followUp.languageBefore ?? language).map(({ text }) => text);
    return [withWords(said, topic), asItIs];
  }
  const isWhole = QUESTION_WORD.test(fold(said)) || VERB_FIRST.test(fold(said));
  const isContinued = connector !== "" || (!isWhole && leadingPreposition(said) !== undefined);
  if (!isWhole && words(said).length <= FRAGMENT_WORDS) {
    const whole = fillGap(said, followUp, matcher);
    const filled = whole === undefined ? addedReading(before, said) : filledReading(whole);
    // A few key words by themselves may be a new question.
    return isContinued ? [filled, asItIs] : [asItIs, filled];
  }
  return readWhole(followUp, { rest, isContinued });
}

/** The readings of a question that is grammatically whole. */
function readWhole(
  followUp: FollowUp,
  { rest, isContinued }: { readonly rest: string; readonly isContinued: boolean },
): Readings {
  const { question, language, before } = followUp;
  const asItIs = asSaid(capital(rest));
  const continued = withWords(strip(rest), topicWords(before, followUp.languageBefore ?? language));
  const pronoun = findPronoun(rest, language);
  if (pronoun !== undefined) {
    // It may stand for something that the question names itself.
    if (hasTopic(question, language)) {
      return [asItIs, continued];
    }
    const resolved = resolvePronoun(rest, pronoun, followUp);
    return resolved === undefined ? [continued] : [filledReading(resolved, asItIs.question), continued];
  }
  // What it names itself may have nothing to do with the question before.
  const isNamed = namedWords(rest, language).length > 0;
  if (isContinued) {
    return isNamed ? [asItIs] : [continued];
  }
  const content = contentWords(question, language).length;
  if (content <= 1 && !isNamed && words(rest).length <= BRIEF_WORDS) {
    return [continued, asItIs];
  }
  return content <= SHORT ? [asItIs, continued] : [asItIs];
}

/** Whether a question names what it is about; where every noun is capitalised, one alone says little. */
function hasTopic(question: string, language: string): boolean {
  return (
    namedWords(question, language).length > (findLanguage(language)?.capitalisedNouns === undefined ? 0 : 1)
  );
}

function alternatives(pick: (talk: Conversation) => Alternatives): Alternatives {
  return alternativesOfAll(({ conversation }) => conversation && pick(conversation));
}
