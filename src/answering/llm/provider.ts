import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { FootnoteError } from "../../core/errors.js";

/** The variables that providers are set up with, such as `process.env`. */
export type ProviderEnvironment = Readonly<Record<string, string | undefined>>;

/** What a model is opened with. */
export interface ProviderOptions {
  /** The model's name with the provider. */
  readonly model: string;
  readonly environment: ProviderEnvironment;
  /** Tokens that prompt and answer take together at most. */
  readonly contextTokens: number;
}

/** A provider's chat model, opened and not yet called. */
export interface ProviderModel {
  /** @param signal of the call, for libraries that don't take it to the network by themselves */
  chat(signal: AbortSignal): BaseChatModel;
  /** What the operator sets: the key, the address, neither for a model that runs here. */
  readonly variables: { readonly key: string | null; readonly url: string | null };
  /** Whether a whole answer says that it is whole; one that doesn't was cut off. */
  readonly marksTheEnd: boolean;
}

/**
 * A provider's key.
 * @throws FootnoteError `invalid_configuration` if it isn't set
 */
export function requireKey({ environment, model }: ProviderOptions, variable: string, hint = ""): string {
  const key = environment[variable]?.trim();
  if (key !== undefined && key !== "") return key;
  throw new FootnoteError(
    "invalid_configuration",
    `The language model ${model} needs a key: set ${variable} in the environment or in .env${hint}`,
  );
}

/** An address from the environment, without a slash at its end; undefined if it isn't set. */
export function addressOf({ environment }: ProviderOptions, variable: string): string | undefined {
  const url = environment[variable]?.trim().replace(/\/+$/, "");
  return url === "" ? undefined : url;
}
