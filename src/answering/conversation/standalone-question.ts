import type { ChatMessage } from "../../core/answer.js";
import { LANGUAGE_CODES } from "../../languages/find-language.js";
import { detectLanguage } from "../../text/language.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { readFollowUp } from "./follow-up.js";
import { plainReading, type Readings } from "./reading.js";
import { smallTalk, withoutGreeting } from "./small-talk.js";

/** Makes the last question of a conversation independent of it. */
export interface StandaloneQuestions {
  /**
   * @param messages the last one is the user's question
   * @returns how it may be meant, the likelier first
   * @throws FootnoteError `aborted`
   */
  read(messages: readonly ChatMessage[], signal: AbortSignal | undefined): Promise<Readings>;
}

/** The most questions that are looked at; older ones say nothing about what is meant now. */
const MOST_QUESTIONS = 6;

/** The most characters of a message that are read, since a message is bounded only by the size of a request. */
const MOST_CHARACTERS = 500;

/** By rules, without a model. */
export function createRuleBasedQuestions(matcher: WordMatcher): StandaloneQuestions {
  return { read: async (messages) => readByRules(messages, matcher) };
}

/** How the last question may be meant, by rules. */
export function readByRules(messages: readonly ChatMessage[], matcher: WordMatcher): Readings {
  const before = messages
    .slice(0, -1)
    .filter(({ role }) => role === "user")
    .map(({ content }) => content.trim().slice(0, MOST_CHARACTERS))
    .filter((content) => smallTalk(content) === undefined)
    .slice(1 - MOST_QUESTIONS);
  const questions = [...before, messages.at(-1)?.content.trim() ?? ""].map(withoutGreeting);
  let readings: Readings = [plainReading(questions[0] ?? "")];
  for (const question of questions.slice(1)) {
    const [{ question: last }] = readings;
    const language = detectLanguage(`${last} ${question}`, LANGUAGE_CODES);
    readings = readFollowUp({ before: last, question, language }, matcher);
  }
  return readings;
}
