import { initChatModel } from "langchain/chat_models/universal";
import { FootnoteError } from "../../../core/errors.js";
import type { ChatProvider, ChatProviderOptions } from "../provider.js";

/**
 * A model of any other provider that LangChain's universal chat model knows, if its package is installed.
 * @throws FootnoteError `invalid_configuration` that names what is missing
 */
export async function openLangChainUniversal(
  provider: string,
  { model }: ChatProviderOptions,
): Promise<ChatProvider> {
  const llm = `${provider}:${model}`;
  try {
    const chat = await initChatModel(llm, { maxRetries: 0 });
    // How these providers mark the end of a stream isn't known.
    return { variables: { key: null, url: null }, open: () => ({ chat, sawEnd: () => true }) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new FootnoteError("invalid_configuration", `LLM=${llm} can't be used: ${reason}`, { cause });
  }
}
