import { FootnoteError } from "../../core/errors.js";
import type { EmbeddingRole, Fingerprint } from "../../core/ports/embedder.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";
import type { RequestFailure } from "../../providers/request-failure.js";
import { redirectAdvice } from "../../providers/requests.js";
import type { QueueLimits } from "../queue-embedder.js";

/** The providers that embed over HTTP. */
export const PROVIDERS = ["openai", "ollama", "google-genai"] as const;

export type ProviderName = (typeof PROVIDERS)[number];

/** A model of a provider. Each call is one request, tried once. */
export interface EmbeddingProvider {
  /** What one request holds, and how many there are at a time. */
  readonly limits: QueueLimits;
  /** The prefixes that the model's authors recommend; used unless the operator sets others. */
  readonly prefix: Fingerprint["prefix"];
  /** What the provider is told about the role, besides the prefix. */
  readonly task: Fingerprint["prefix"];
  /** ISO 639-1 codes, or null if they aren't known. */
  readonly languages: readonly string[] | null;
  /** The environment variables that an operator checks when requests fail. */
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

/**
 * The message of a failed request: what happened and how to fix it. It holds neither the key nor the texts, nor
 * anything that the provider wrote.
 * @param model `provider:model`
 */
export function failureMessage(
  model: string,
  { reason }: RequestFailure,
  { variables, ifUnknown }: Pick<EmbeddingProvider, "variables" | "ifUnknown">,
  timeoutMs: number,
): string {
  const { url } = variables;
  switch (reason.kind) {
    case "timeout":
      return `${model} didn't answer within ${timeoutMs / 1000} s. Check its server, or raise EMBEDDING_TIMEOUT.`;
    case "unreachable":
      return `The server of ${model} can't be reached${inBrackets(reason.code)}. Check that it runs, the network, and ${url}.`;
    case "malformed":
      return `The server of ${model} gave an answer that ${reason.what}. Check the model, and ${url} if it is set.`;
    case "status":
      return `The server of ${model} answered with status ${reason.status}${inBrackets(reason.code)}. ${advice(reason.status, reason.code, variables, ifUnknown)}.`;
  }
}

function inBrackets(code: string | null): string {
  return code === null ? "" : ` (${code})`;
}

function advice(
  status: number,
  code: string | null,
  { key, url }: EmbeddingProvider["variables"],
  ifUnknown: string,
): string {
  if (status < 400) {
    return redirectAdvice(url);
  }
  if (status === 401 || status === 403 || code === "API_KEY_INVALID") {
    return `Check ${key ?? url}`;
  }
  if (status === 404) {
    return ifUnknown;
  }
  if (code === "insufficient_quota") {
    return "The account's quota is used up";
  }
  if (status === 429) {
    return "Set EMBEDDING_REQUESTS_PER_MINUTE to what the provider allows";
  }
  if (status >= 500) {
    return "Try again later";
  }
  return "Check that it is an embedding model, and how long the texts may be that it takes";
}
