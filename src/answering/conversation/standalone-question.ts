import type { ChatMessage } from "../../core/answer.js";
import { LANGUAGE_CODES } from "../../languages/find-language.js";
import { detectLanguage } from "../../text/language.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { words } from "../../text/words.js";
import { readFollowUp, withoutNewTopic } from "./follow-up.js";
import { asSaid, type Readings } from "./reading.js";
import { smallTalk, withoutGreeting } from "./small-talk.js";

/** What was asked before, and what the assistant said to it. */
export interface EarlierTurn {
  /** Independent of the conversation. */
  readonly question: string;
  /** Undefined where the conversation doesn't hold it. */
  readonly answer: string | undefined;
}

/** The last question of a conversation. */
export interface UnderstoodQuestion {
  /** How it may be meant, the likelier first. */
  readonly readings: Readings;
  /** The turn before; undefined for a first question. */
  readonly before: EarlierTurn | undefined;
}

/** Makes the last question of a conversation independent of it. */
export interface StandaloneQuestions {
  /**
   * @param messages the last one is the user's question
   * @throws FootnoteError `aborted`
   */
  read(messages: readonly ChatMessage[], signal: AbortSignal | undefined): Promise<UnderstoodQuestion>;
}

/** The most questions that are looked at; older ones say nothing about what is meant now. */
const MOST_QUESTIONS = 6;

/** The most characters of a message that are read, since a message is bounded only by the size of a request. */
const MOST_CHARACTERS = 500;

/** A question of so many words tells its own language; a shorter one is taken to be in that of the one before. */
const TELLING_WORDS = 4;

/** By rules, without a model. */
export function createRuleBasedQuestions(matcher: WordMatcher): StandaloneQuestions {
  return { read: async (messages) => readByRules(messages, matcher) };
}

/** How the last question may be meant, by rules. */
export function readByRules(messages: readonly ChatMessage[], matcher: WordMatcher): UnderstoodQuestion {
  const earlier = turnsOf(messages.slice(0, -1));
  const questions = [...earlier.map(({ question }) => question), messages.at(-1)?.content.trim() ?? ""].map(
    withoutGreeting,
  );
  let readings: Readings = [asSaid(questions[0] ?? "")];
  let before: EarlierTurn | undefined;
  for (const [i, question] of questions.slice(1).entries()) {
    const ownTopic = withoutNewTopic(question);
    if (ownTopic !== undefined) {
      readings = [asSaid(ownTopic)];
      before = undefined;
      continue;
    }
    const [{ question: last }] = readings;
    const languageBefore = detectLanguage(last, LANGUAGE_CODES);
    const isLong = words(question).length >= TELLING_WORDS;
    const language = detectLanguage(isLong ? question : `${last} ${question}`, LANGUAGE_CODES);
    readings = readFollowUp({ before: last, question, language, languageBefore }, matcher);
    before = { question: last, answer: earlier[i]?.answer };
  }
  return { readings, before };
}

/** The user's last questions, each with what was said to it; neither small talk nor a blank message is one. */
function turnsOf(messages: readonly ChatMessage[]): EarlierTurn[] {
  return messages
    .flatMap(({ role, content }, i): EarlierTurn[] => {
      const question = content.trim().slice(0, MOST_CHARACTERS);
      if (role !== "user" || question === "" || smallTalk(question) !== undefined) {
        return [];
      }
      const next = messages[i + 1];
      return [{ question, answer: next?.role === "assistant" ? next.content : undefined }];
    })
    .slice(1 - MOST_QUESTIONS);
}
