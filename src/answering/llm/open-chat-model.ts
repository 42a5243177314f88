import type { ProviderEnvironment } from "../../providers/environment.js";
import type { ChatModel } from "./chat-model.js";
import { createLangChainChatModel } from "./langchain-chat-model.js";
import { openProvider } from "./open-provider.js";

/** How a language model is set up. */
export interface LlmConfig {
  /** `provider:model`. */
  readonly model: string;
  /** The longest it may be silent, in milliseconds. */
  readonly timeoutMs: number;
  /** Tokens that prompt and answer take together at most. */
  readonly contextTokens: number;
}

/**
 * Opens a chat model, without calling it.
 * @param environment holds keys and addresses
 * @throws FootnoteError `invalid_configuration` that names what to install or to set
 */
export async function openChatModel(
  { model: llm, timeoutMs, contextTokens }: LlmConfig,
  environment: ProviderEnvironment = process.env,
): Promise<ChatModel> {
  const model = await openProvider(llm, { environment, contextTokens });
  return createLangChainChatModel(llm, model, { silenceMs: timeoutMs });
}
