import { ChatGoogleGenerativeAI } from "@langchain/google-genai";
import { addressOf, type ChatProvider, type ChatProviderOptions, requireChatKey } from "../provider.js";

const URL_VARIABLE = "GOOGLE_GEMINI_BASE_URL";

/** The part of Google's client that is used. */
interface GoogleClient {
  generateContentStream(...args: unknown[]): Promise<{ readonly response: Promise<unknown> }>;
}

/**
 * Google's client returns a stream together with a promise of the whole answer, of which LangChain reads only the
 * stream. If the stream breaks, the promise is rejected without a handler, which would end the process.
 */
class GuardedChat extends ChatGoogleGenerativeAI {
  guard(): this {
    // Private to TypeScript; the contract suite notices if it changes.
    const client: GoogleClient = this["client"];
    const stream = client.generateContentStream.bind(client);
    client.generateContentStream = async (...args) => {
      const result = await stream(...args);
      result.response.catch(() => undefined);
      return result;
    };
    return this;
  }
}

/** A model of Google's Gemini API, or of a server in its place at `GOOGLE_GEMINI_BASE_URL`. */
export function openGoogleGenAiChat(options: ChatProviderOptions): ChatProvider {
  const apiKey = requireChatKey(options, "GOOGLE_API_KEY");
  const baseUrl = addressOf(options, URL_VARIABLE);
  const chat = new GuardedChat({
    model: options.model,
    apiKey,
    maxRetries: 0,
    ...(baseUrl !== undefined && { baseUrl }),
  }).guard();
  return {
    variables: { key: "GOOGLE_API_KEY", url: URL_VARIABLE },
    open: () => ({ chat, sawEnd: () => false }),
  };
}
