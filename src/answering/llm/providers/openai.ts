import { ChatOpenAI } from "@langchain/openai";
import {
  addressOf,
  type ChatProvider,
  type ChatProviderOptions,
  requireChatKey,
  watchForEnd,
} from "../provider.js";

const URL_VARIABLE = "OPENAI_BASE_URL";

/** A model of OpenAI, or of any server that speaks its wire format at `OPENAI_BASE_URL`. */
export function openOpenAiChat(options: ChatProviderOptions): ChatProvider {
  const hint = "; for a server of your own that wants none, any value will do";
  const apiKey = requireChatKey(options, "OPENAI_API_KEY", hint);
  const baseURL = addressOf(options, URL_VARIABLE) ?? null;
  return {
    variables: { key: "OPENAI_API_KEY", url: URL_VARIABLE },
    open() {
      const { fetch, sawEnd } = watchForEnd("data: [DONE]");
      // Without this, the library prints lines that it can't parse.
      const configuration = { baseURL, fetch, logLevel: "off" } as const;
      return {
        chat: new ChatOpenAI({ model: options.model, apiKey, maxRetries: 0, configuration }),
        sawEnd,
      };
    },
  };
}
