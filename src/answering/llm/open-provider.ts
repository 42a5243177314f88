import { FootnoteError } from "../../core/errors.js";
import type { ProviderModel, ProviderOptions } from "./provider.js";

type Open = (options: ProviderOptions) => ProviderModel | Promise<ProviderModel>;

/** Each is loaded when it is asked for: LangChain and a provider's library take half a second. */
const OPENERS: Readonly<Record<string, () => Promise<Open>>> = {
  openai: async () => (await import("./providers/openai.js")).openOpenAi,
  anthropic: async () => (await import("./providers/anthropic.js")).openAnthropic,
  ollama: async () => (await import("./providers/ollama.js")).openOllama,
  "google-genai": async () => (await import("./providers/google-genai.js")).openGoogleGenAi,
  "llama-cpp": async () => (await import("./providers/llama-cpp.js")).openLlamaCpp,
};

/**
 * Opens a provider's chat model, without calling it.
 * @param llm `provider:model`
 * @throws FootnoteError `invalid_configuration` that names what to install or to set
 */
export async function openProvider(
  llm: string,
  options: Omit<ProviderOptions, "model">,
): Promise<ProviderModel> {
  const [, provider, model] = /^([^:]+):(.+)$/u.exec(llm) ?? [];
  if (provider === undefined || model === undefined) {
    throw new FootnoteError("invalid_configuration", `LLM=${llm} must be extractive or provider:model`);
  }
  const load = OPENERS[provider];
  if (load !== undefined) {
    return (await load())({ model, ...options });
  }
  const { openOther } = await import("./providers/other.js");
  return openOther(provider, { model, ...options });
}
