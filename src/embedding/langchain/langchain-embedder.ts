import { throwIfAborted } from "../../core/abort.js";
import { FootnoteError } from "../../core/errors.js";
import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
import type { ProviderEnvironment } from "../../providers/environment.js";
import { RequestFailure } from "../../providers/request-failure.js";
import { type Clock, SYSTEM_CLOCK } from "../../providers/requests.js";
import { createPacer, type Pacer } from "../pacer.js";
import { queueEmbedder } from "../queue-embedder.js";
import { type EmbeddingProvider, failureMessage, type ProviderName } from "./provider.js";
import { type Attempts, createRequester } from "./requester.js";

/** How a provider's model is used. */
export interface LangChainOptions {
  /** Requests a minute; undefined is no limit but the provider's. */
  readonly requestsPerMinute?: number | undefined;
  /** Gives requests their turns; default: at `requestsPerMinute`, for this embedder alone. */
  readonly pacer?: Pacer | undefined;
  /** The longest one request may take, in milliseconds; default a minute. */
  readonly timeoutMs?: number;
  /** Put before a question; default: what the model's authors want, where that is known. */
  readonly queryPrefix?: string | undefined;
  /** Put before a passage; default: what the model's authors want, where that is known. */
  readonly passagePrefix?: string | undefined;
  /** Holds keys and addresses; default `process.env`. */
  readonly environment?: ProviderEnvironment;
  readonly clock?: Clock;
}

/** A person waits for the start, and should soon hear that a server isn't there yet. */
const AT_START: Attempts = { retries: 1 };
/** With the pauses between attempts, a question waits a second or two at most, passages some 15 seconds. */
const RETRIES = { query: 2, passage: 5 };
const TIMEOUT_MS = 60_000;
const PROBE = "Footnote";

/**
 * An embedder over LangChain's embeddings of a provider. One text is embedded to learn the dimension, so that an
 * unknown model, a wrong key or a server out of reach is an error at once.
 * @param name the model's name with the provider
 * @throws FootnoteError `embedding_model_unavailable`
 */
export async function createLangChainEmbedder(
  provider: ProviderName,
  name: string,
  options: LangChainOptions,
): Promise<Embedder> {
  const {
    environment = process.env,
    clock = SYSTEM_CLOCK,
    requestsPerMinute,
    pacer = createPacer(requestsPerMinute, clock),
    timeoutMs = TIMEOUT_MS,
  } = options;
  const id = `${provider}:${name}`;
  const model = await openEmbeddingProvider(provider, name, environment);
  const requester = createRequester(model, { clock, pacer, timeoutMs });
  const explain = (code: "embedding_failed" | "embedding_model_unavailable", error: unknown) =>
    error instanceof RequestFailure
      ? new FootnoteError(code, failureMessage(id, error, model, timeoutMs))
      : error;
  const prefix = {
    query: options.queryPrefix ?? model.prefix.query,
    passage: options.passagePrefix ?? model.prefix.passage,
  };
  const fingerprint = await probe().catch((error: unknown) => {
    throw explain("embedding_model_unavailable", error);
  });

  async function probe(): Promise<Fingerprint> {
    const vectors = await requester.embed([prefix.passage + PROBE], "passage", undefined, AT_START);
    return {
      model: id,
      revision: await requester.revision(AT_START),
      dimension: vectors[0]?.length ?? 0,
      pooling: "unknown",
      prefix: {
        query: withTask(model.task.query, prefix.query),
        passage: withTask(model.task.passage, prefix.passage),
      },
      quantisation: "unknown",
    };
  }

  const oneRequest: Embedder = {
    fingerprint,
    languages: model.languages,
    async embed(texts, role, signal) {
      // The same text twice in a request might come back as two slightly different vectors.
      const distinct = [...new Set(texts)];
      const prefixed = distinct.map((text) => prefix[role] + text);
      try {
        const vectors = await requester.embed(prefixed, role, signal, {
          retries: RETRIES[role],
          dimension: fingerprint.dimension,
        });
        const vectorOf = new Map(distinct.map((text, i) => [text, vectors[i]]));
        return texts.flatMap((text) => vectorOf.get(text)?.slice() ?? []);
      } catch (error) {
        throwIfAborted(signal);
        throw explain("embedding_failed", error);
      }
    },
    close: () => requester.close(),
  };
  return queueEmbedder(oneRequest, model.limits);
}

/**
 * The prefix for a fingerprint. It names the task that the provider is told, since that shapes the vectors as a
 * prefix does.
 */
function withTask(task: string, prefix: string): string {
  return task === "" ? prefix : `[${task}] ${prefix}`.trimEnd();
}

/**
 * Opens a provider's model; its library is imported here and nowhere else. Nothing is requested yet.
 * @throws FootnoteError `embedding_model_unavailable` if its key isn't set
 */
async function openEmbeddingProvider(
  provider: ProviderName,
  model: string,
  environment: ProviderEnvironment,
): Promise<EmbeddingProvider> {
  switch (provider) {
    case "openai":
      return (await import("./openai.js")).openOpenAiEmbeddings(model, environment);
    case "ollama":
      return (await import("./ollama.js")).openOllamaEmbeddings(model, environment);
    case "google-genai":
      return (await import("./google-genai.js")).openGoogleGenAiEmbeddings(model, environment);
  }
}
