import { OpenAIEmbeddings } from "@langchain/openai";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";
import { checkedFetch } from "./checked-fetch.js";
import { type EmbeddingProvider, requireEmbeddingKey } from "./provider.js";

const NOTHING = { query: "", passage: "" };

/** A request may hold 2,048 texts and 300,000 tokens; with smaller ones a failure shows sooner. */
const LIMITS = { concurrency: 5, texts: 256, characters: 100_000 };

/**
 * A model of OpenAI, or of a server that speaks its wire format at `OPENAI_BASE_URL`.
 * @throws FootnoteError `embedding_model_unavailable` without a key
 */
export function openOpenAiEmbeddings(model: string, environment: ProviderEnvironment): EmbeddingProvider {
  const hint = "; for a server of your own that wants none, any value will do";
  const apiKey = requireEmbeddingKey(environment, "OPENAI_API_KEY", hint);
  const baseURL = setting(environment, "OPENAI_BASE_URL") ?? null;
  return {
    limits: LIMITS,
    prefix: NOTHING,
    task: NOTHING,
    languages: null,
    variables: { key: "OPENAI_API_KEY", url: "OPENAI_BASE_URL" },
    ifUnknown: "Check the model's name in EMBEDDING_MODEL, and OPENAI_BASE_URL if it is set",
    async embed(texts, _, signal) {
      // Base64 is a third of the size. Asked for explicitly it arrives undecoded, so it can be told from the numbers
      // that servers without base64 send; the library would decode those as if they were base64.
      const embeddings = new OpenAIEmbeddings<unknown>({
        model,
        apiKey,
        configuration: { baseURL, fetch: checkedFetch(signal) },
        encodingFormat: "base64",
        batchSize: texts.length,
        stripNewLines: false,
        maxRetries: 0,
      });
      return embeddings.embedDocuments(texts);
    },
    revision: () => Promise.resolve(""),
  };
}
