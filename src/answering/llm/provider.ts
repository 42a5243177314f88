import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { FootnoteError } from "../../core/errors.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";

/** What a model is opened with. */
export interface ProviderOptions {
  /** The model's name with the provider. */
  readonly model: string;
  readonly environment: ProviderEnvironment;
  /** Tokens that prompt and answer take together at most. */
  readonly contextTokens: number;
}

/** A chat model for one call. */
export interface ProviderCall {
  readonly chat: BaseChatModel;
  /** Whether the stream came to its end, where the answer itself doesn't say so; one that breaks off doesn't. */
  readonly sawEnd: () => boolean;
}

/** A provider's chat model, set up and not yet called. */
export interface ProviderModel {
  /** What the operator sets: the key, the address, neither for a model that runs here. */
  readonly variables: { readonly key: string | null; readonly url: string | null };
  /** @param signal of the call, for libraries that don't take it to the network by themselves */
  open(signal: AbortSignal): ProviderCall;
}

/**
 * A provider's key.
 * @throws FootnoteError `invalid_configuration` if it isn't set
 */
export function requireKey({ environment, model }: ProviderOptions, variable: string, hint = ""): string {
  const key = setting(environment, variable);
  if (key !== undefined) {
    return key;
  }
  throw new FootnoteError(
    "invalid_configuration",
    `The language model ${model} needs a key: set ${variable} in the environment or in .env${hint}`,
  );
}

/** An address from the environment, without a slash at its end; undefined if it isn't set. */
export function addressOf({ environment }: ProviderOptions, variable: string): string | undefined {
  return setting(environment, variable)?.replace(/\/+$/, "");
}
