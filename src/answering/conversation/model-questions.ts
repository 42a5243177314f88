import type { ChatMessage } from "../../core/answer.js";
import { FootnoteError } from "../../core/errors.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { type ChatModel, textsOf } from "../llm/chat-model.js";
import { defuseTags, makeNonce } from "../llm/fence.js";
import { withoutThinking } from "../llm/model-text.js";
import type { PromptSource } from "../prompts/prompt-source.js";
import { asSaid, filledReading } from "./reading.js";
import { readByRules, type StandaloneQuestions } from "./standalone-question.js";

/** How many messages a model gets, and how many characters of each. */
const MOST_MESSAGES = 8;
const MOST_CHARACTERS = 600;

/** The longest rewritten question, in characters: a longer text is an answer. */
const LONGEST_QUESTION = 400;

/** What a model is asked with. */
export interface ModelQuestionsOptions {
  readonly model: ChatModel;
  readonly prompts: PromptSource;
  readonly matcher: WordMatcher;
  /** Is called with a sentence for the operator. */
  readonly onNotice: (notice: string) => void;
}

/** By a chat model, and by rules where it fails: the answer itself may still succeed. */
export function createModelQuestions(options: ModelQuestionsOptions): StandaloneQuestions {
  return {
    async read(messages, signal) {
      const byRules = readByRules(messages, options.matcher);
      const rewritten = messages.length === 1 ? undefined : await tryRewrite(messages, options, signal);
      if (rewritten === undefined) {
        return byRules;
      }
      const isAsSaid = rewritten === messages.at(-1)?.content.trim();
      return { ...byRules, readings: [isAsSaid ? asSaid(rewritten) : filledReading(rewritten)] };
    },
  };
}

/** The rewritten question; undefined if the model fails or writes something else. */
async function tryRewrite(
  messages: readonly ChatMessage[],
  options: ModelQuestionsOptions,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    return await rewrite(messages, options, signal);
  } catch (error) {
    if (!FootnoteError.is(error) || error.code === "aborted") {
      throw error;
    }
    options.onNotice(`A follow-up was read by rules: ${error.message}`);
    return undefined;
  }
}

async function rewrite(
  messages: readonly ChatMessage[],
  { model, prompts }: ModelQuestionsOptions,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { standaloneQuestion } = await prompts.current();
  const conversation = messages
    .slice(-1 - MOST_MESSAGES, -1)
    .map(
      ({ role, content }) =>
        `${role}: ${defuseTags(content.slice(0, MOST_CHARACTERS)).replace(/\s+/gu, " ")}`,
    )
    .join("\n");
  const question = defuseTags(messages.at(-1)?.content.trim() ?? "");
  const prompt = standaloneQuestion.render({ conversation, question, key: makeNonce() });
  let text = "";
  for await (const chunk of withoutThinking(textsOf(model.stream(prompt, signal)))) {
    text += chunk;
    if (text.length > LONGEST_QUESTION) {
      return undefined;
    }
  }
  const [line = ""] = text.trim().split("\n");
  const rewritten = line.replace(/^["„“']+|["“”']+$/gu, "").trim();
  return isQuestion(rewritten, question) ? rewritten : undefined;
}

/** A model may answer instead: with footnotes, or where it was asked something without asking itself. */
function isQuestion(rewritten: string, asked: string): boolean {
  if (rewritten === "" || /\[\d+\]/u.test(rewritten)) {
    return false;
  }
  return !/[?？]\s*$/u.test(asked) || /[?？]\s*$/u.test(rewritten);
}
