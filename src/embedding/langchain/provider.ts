import { FootnoteError } from "../../core/errors.js";
import type { EmbeddingRole, Fingerprint } from "../../core/ports/embedder.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";
import type { QueueLimits } from "../queue-embedder.js";

/** A model of a provider. Each call is one request, tried once. */
export interface EmbeddingProvider {
  /** What one request holds, and how many there are at a time. */
  readonly limits: QueueLimits;
  /** What the model's authors want before a text, unless the operator sets something else. */
  readonly prefix: Fingerprint["prefix"];
  /** What the provider is told about the role, besides the prefix. */
  readonly task: Fingerprint["prefix"];
  /** ISO 639-1 codes, or null if they aren't known. */
  readonly languages: readonly string[] | null;
  /** Names of the variables that an operator looks at when requests fail. */
  readonly variables: { readonly key: string | null; readonly url: string };
  /** What to do where the provider doesn't know the model; completes a sentence. */
  readonly ifUnknown: string;
  /**
   * The vectors of the texts, in order, as the provider has them.
   * @throws Error RequestFailure among its causes where the request failed; anything else is an answer of the
   * wrong form
   */
  embed(texts: string[], role: EmbeddingRole, signal: AbortSignal): Promise<unknown>;
  /** The revision of the model, or nothing if the provider doesn't tell; throws as `embed` does. */
  revision(signal: AbortSignal): Promise<string>;
}

/**
 * A provider's key from the environment.
 * @throws FootnoteError `embedding_model_unavailable` if it isn't set
 */
export function requireEmbeddingKey(
  environment: ProviderEnvironment,
  variable: string,
  hint: string,
): string {
  const key = setting(environment, variable);
  if (key !== undefined) {
    return key;
  }
  throw new FootnoteError(
    "embedding_model_unavailable",
    `The embedding model needs a key: set ${variable} in the environment or in .env${hint}.`,
  );
}
