import { FootnoteError } from "../../core/errors.js";
import type { ProviderEnvironment } from "../../providers/environment.js";
import type { ChatModel } from "./chat-model.js";
import { createLangChainChatModel } from "./langchain-chat-model.js";
import type { ChatProvider, ChatProviderOptions } from "./provider.js";

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
  const model = await openChatProvider(llm, { environment, contextTokens });
  return createLangChainChatModel(llm, model, { silenceMs: timeoutMs });
}

type Open = (options: ChatProviderOptions) => ChatProvider | Promise<ChatProvider>;

/** Each module is imported when it is needed: loading LangChain and a provider's library takes half a second. */
const OPENERS: Readonly<Record<string, () => Promise<Open>>> = {
  openai: async () => (await import("./providers/openai.js")).openOpenAiChat,
  anthropic: async () => (await import("./providers/anthropic.js")).openAnthropicChat,
  ollama: async () => (await import("./providers/ollama.js")).openOllamaChat,
  "google-genai": async () => (await import("./providers/google-genai.js")).openGoogleGenAiChat,
  "llama-cpp": async () => (await import("./providers/llama-cpp.js")).openLlamaCppChat,
};

/**
 * Opens a provider's chat model, without calling it.
 * @param llm `provider:model`
 * @throws FootnoteError `invalid_configuration` that names what to install or to set
 */
export async function openChatProvider(
  llm: string,
  options: Omit<ChatProviderOptions, "model">,
): Promise<ChatProvider> {
  const [, provider, model] = /^([^:]+):(.+)$/u.exec(llm) ?? [];
  if (provider === undefined || model === undefined) {
    throw new FootnoteError("invalid_configuration", `LLM=${llm} must be extractive or provider:model`);
  }
  const load = OPENERS[provider];
  if (load !== undefined) {
    return (await load())({ model, ...options });
  }
  const { openLangChainUniversal: openOther } = await import("./providers/langchain-universal.js");
  return openOther(provider, { model, ...options });
}
