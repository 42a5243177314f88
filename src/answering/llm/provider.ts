import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { FootnoteError } from "../../core/errors.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";

/** What a model is opened with. */
export interface ChatProviderOptions {
  /** The model's name with the provider. */
  readonly model: string;
  readonly environment: ProviderEnvironment;
  /** Tokens that prompt and answer take together at most. */
  readonly contextTokens: number;
}

/** A chat model for one call. */
export interface ChatCall {
  readonly chat: BaseChatModel;
  /** Whether the stream came to its end, where the answer itself doesn't say so; one that breaks off doesn't. */
  readonly sawEnd: () => boolean;
}

/** A provider's chat model, set up and not yet called. */
export interface ChatProvider {
  /** What the operator sets: the key, the address, neither for a model that runs here. */
  readonly variables: { readonly key: string | null; readonly url: string | null };
  /** @param signal of the call, for libraries that don't take it to the network by themselves */
  open(signal: AbortSignal): ChatCall;
}

/**
 * A provider's key.
 * @throws FootnoteError `invalid_configuration` if it isn't set
 */
export function requireChatKey(
  { environment, model }: ChatProviderOptions,
  variable: string,
  hint = "",
): string {
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
export function addressOf({ environment }: ChatProviderOptions, variable: string): string | undefined {
  return setting(environment, variable)?.replace(/\/+$/, "");
}

/** A `fetch` that notices whether a stream came to its end. */
export interface WatchedFetch {
  readonly fetch: typeof fetch;
  /** Whether the words that end a stream have come. */
  readonly sawEnd: () => boolean;
}

/**
 * Looks for the words that a provider ends a stream with, which its library keeps to itself: servers that speak its
 * format don't all say in the answer why it ended.
 * @param end ASCII
 */
export function watchForEnd(end: string): WatchedFetch {
  let seen = false;
  const watch = () => {
    let tail = "";
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        // Each byte is a letter of its own here, so that no character is torn.
        const text = tail + Buffer.from(bytes).toString("latin1");
        seen ||= text.includes(end);
        tail = text.slice(-end.length);
        controller.enqueue(bytes);
      },
    });
  };
  return {
    sawEnd: () => seen,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (response.body === null) {
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(watch()), { status, statusText, headers });
    },
  };
}
