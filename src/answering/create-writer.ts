import type { Writer } from "../core/ports/writer.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { createExtractiveWriter } from "./extractive-writer.js";
import type { Prompts } from "./prompts.js";

/** The value of `LLM` that needs no model. */
const EXTRACTIVE = "extractive";

/** What a writer is made of. */
export interface WriterOptions {
  /** `extractive`, or `provider:model` as LangChain's `initChatModel` takes it. */
  readonly llm: string;
  readonly prompts: Prompts;
  readonly matcher: WordMatcher;
}

/**
 * Makes the configured writer; LangChain is imported only when a model is configured.
 * @throws FootnoteError `invalid_configuration` if the provider is unknown or its package isn't installed
 */
export async function createWriter({ llm, prompts, matcher }: WriterOptions): Promise<Writer> {
  if (llm === EXTRACTIVE) return createExtractiveWriter(matcher);
  const { createChatModelWriter } = await import("./chat-model-writer.js");
  return createChatModelWriter(llm, prompts);
}
