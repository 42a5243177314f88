import {
  createRuleBasedQuestions,
  type StandaloneQuestions,
} from "../answering/conversation/standalone-question.js";
import { createExtractiveWriter, EXTRACTIVE } from "../answering/extractive/extractive-writer.js";
import type { PromptSource } from "../answering/prompts/prompt-source.js";
import type { Writer } from "../answering/writer.js";
import type { Config } from "../config/config.js";
import type { WordMatcher } from "../text/word-matcher.js";
import type { Instrumentation } from "./instrumentation.js";

/** Who writes the answers, and who makes follow-ups stand by themselves. */
export interface Writing {
  readonly writer: Writer;
  readonly questions: StandaloneQuestions;
}

/** What writing needs besides the configuration. */
export interface WritingOptions {
  readonly prompts: PromptSource;
  readonly matcher: WordMatcher;
  /** Takes a sentence for the operator. */
  readonly onNotice: (notice: string) => void;
  readonly instrumentation: Pick<Instrumentation, "chatModel"> | undefined;
}

/**
 * The configured writer; LangChain is loaded only where a model is configured.
 * @throws FootnoteError `invalid_configuration` if the model can't be made
 */
export async function openWriting(
  { llm, llmTimeoutMs, llmContextTokens }: Pick<Config, "llm" | "llmTimeoutMs" | "llmContextTokens">,
  { prompts, matcher, onNotice, instrumentation }: WritingOptions,
): Promise<Writing> {
  if (llm === EXTRACTIVE) {
    return { writer: createExtractiveWriter(), questions: createRuleBasedQuestions(matcher) };
  }
  const [{ openChatModel }, { createChatModelWriter }, { createModelQuestions }] = await Promise.all([
    import("../answering/llm/open-chat-model.js"),
    import("../answering/llm/chat-model-writer.js"),
    import("../answering/conversation/model-questions.js"),
  ]);
  const plain = await openChatModel({ model: llm, timeoutMs: llmTimeoutMs, contextTokens: llmContextTokens });
  const model = instrumentation?.chatModel(plain) ?? plain;
  return {
    writer: createChatModelWriter({ model, prompts, contextTokens: llmContextTokens }),
    questions: createModelQuestions({ model, prompts, matcher, onNotice }),
  };
}
