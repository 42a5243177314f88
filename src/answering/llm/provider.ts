import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { FootnoteError } from "../../core/errors.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";
import { RequestFailure } from "../../providers/request-failure.js";
import { NO_REDIRECTS } from "../../providers/requests.js";

/** The settings of a chat model. */
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
  /** Whether the stream arrived completely, where the answer itself doesn't say so; false for one that broke off. */
  readonly sawEnd: () => boolean;
}

/** A provider's chat model, set up and not yet called. */
export interface ChatProvider {
  /** The environment variables of the key and the address; null for a model that runs in this process. */
  readonly variables: { readonly key: string | null; readonly url: string | null };
  /** @param signal of the call, for libraries that don't pass it on to the network themselves */
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
  /** Whether the marker at the end of a stream has arrived. */
  readonly sawEnd: () => boolean;
}

/** The longest response, in bytes: many times what the longest answer takes with all that is around its words. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Watches a stream for the marker that ends it, which libraries don't pass on: not all servers of a format say in the
 * answer itself why it ended. A response that doesn't end fails, since libraries hold in memory what they can't parse yet.
 * @param end the marker, in ASCII
 */
export function watchForEnd(end: string): WatchedFetch {
  let seen = false;
  const watch = () => {
    let tail = "";
    let received = 0;
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        received += bytes.byteLength;
        if (received > MOST_BYTES) {
          throw new RequestFailure({ kind: "malformed", what: "is far too long" });
        }
        // Latin-1 maps each byte to one character, so that a chunk may end within a character of UTF-8.
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
      const response = await fetch(input, { ...init, ...NO_REDIRECTS });
      if (response.body === null) {
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(watch()), { status, statusText, headers });
    },
  };
}
