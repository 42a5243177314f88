import { ChatAnthropic } from "@langchain/anthropic";
import {
  addressOf,
  type ChatProvider,
  type ChatProviderOptions,
  requireChatKey,
  watchForEnd,
} from "../provider.js";

const URL_VARIABLE = "ANTHROPIC_BASE_URL";

/** A model of Anthropic, or of a server in its place at `ANTHROPIC_BASE_URL`. */
export function openAnthropicChat(options: ChatProviderOptions): ChatProvider {
  const apiKey = requireChatKey(options, "ANTHROPIC_API_KEY");
  const anthropicApiUrl = addressOf(options, URL_VARIABLE);
  return {
    variables: { key: "ANTHROPIC_API_KEY", url: URL_VARIABLE },
    open() {
      const { fetch, sawEnd } = watchForEnd("event: message_stop");
      const chat = new ChatAnthropic({
        model: options.model,
        apiKey,
        maxRetries: 0,
        ...(anthropicApiUrl !== undefined && { anthropicApiUrl }),
        // Without this, the library prints lines that it can't parse.
        clientOptions: { fetch, logLevel: "off" },
      });
      return { chat, sawEnd };
    },
  };
}
