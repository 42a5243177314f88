import { OllamaEmbeddings } from "@langchain/ollama";
import type { Fingerprint } from "../../core/ports/embedder.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";
import { asFailure } from "../../providers/request-failure.js";
import { checkedFetch } from "./checked-fetch.js";
import type { EmbeddingProvider } from "./provider.js";

const NOTHING = { query: "", passage: "" };
const RETRIEVE = { query: "Represent this sentence for searching relevant passages: ", passage: "" };
const TASK = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:";

/** What the models' authors want before a text, by the name Ollama's library has for the model. */
const PREFIXES: Readonly<Record<string, Fingerprint["prefix"]>> = {
  embeddinggemma: { query: "task: search result | query: ", passage: "title: none | text: " },
  "mxbai-embed-large": RETRIEVE,
  "nomic-embed-text": { query: "search_query: ", passage: "search_document: " },
  "nomic-embed-text-v2-moe": { query: "search_query: ", passage: "search_document: " },
  "qwen3-embedding": { query: TASK, passage: "" },
  "snowflake-arctic-embed": RETRIEVE,
  "snowflake-arctic-embed2": { query: "query: ", passage: "" },
};

/** Two requests keep one machine busy; a third is allowed for questions. */
const LIMITS = { concurrency: 3, texts: 32, characters: 32_000 };

/** As many digits as the revisions of other models have. */
const DIGITS = 16;

/** A model of an Ollama server, by default the one on this machine. */
export function openOllamaEmbeddings(model: string, environment: ProviderEnvironment): EmbeddingProvider {
  const baseUrl = setting(environment, "OLLAMA_BASE_URL") ?? "http://127.0.0.1:11434";
  const open = (signal: AbortSignal) =>
    new OllamaEmbeddings({
      model,
      baseUrl,
      fetch: checkedFetch(signal),
      // A text longer than the model's limit is cut; the library would have it refused.
      truncate: true,
      maxRetries: 0,
    });
  return {
    limits: LIMITS,
    prefix: PREFIXES[model.slice(model.lastIndexOf("/") + 1).replace(/:.*/, "")] ?? NOTHING,
    task: NOTHING,
    languages: null,
    variables: { key: null, url: "OLLAMA_BASE_URL" },
    ifUnknown: `Get it with \`ollama pull ${model}\`, or check its name in EMBEDDING_MODEL`,
    embed: (texts, _, signal) => open(signal).embedDocuments(texts),
    revision: (signal) => digest(open(signal), model),
  };
}

/** The beginning of the hash of the model's files: a model that is pulled again may be another one. */
async function digest({ client }: OllamaEmbeddings, model: string): Promise<string> {
  const name = model.includes(":") ? model : `${model}:latest`;
  try {
    const { models } = await client.list();
    return (
      models
        .find((one) => one.name === name)
        ?.digest.replace(/^sha256:/, "")
        .slice(0, DIGITS) ?? ""
    );
  } catch (error) {
    const { reason } = asFailure(error);
    // Other servers that speak Ollama's format may not list their models.
    if (reason.kind === "malformed" || (reason.kind === "status" && reason.status === 404)) {
      return "";
    }
    throw error;
  }
}
