import { type LinkedController, linkedController, throwIfAborted } from "../../core/abort.js";
import type { EmbeddingRole } from "../../core/ports/embedder.js";
import { asFailure } from "../../providers/request-failure.js";
import { type Clock, withRetries, withTimeLimit } from "../../providers/requests.js";
import type { Pacer } from "../pacer.js";
import { embedderClosed } from "../queue-embedder.js";
import type { EmbeddingProvider } from "./provider.js";
import { readVectors } from "./read-vectors.js";

/** The limits of every request. */
export interface RequesterOptions {
  readonly clock: Clock;
  readonly pacer: Pacer;
  readonly timeoutMs: number;
}

/** How a request is tried. */
export interface Attempts {
  /** Attempts after the first. */
  readonly retries: number;
  /** Of every vector; undefined as long as it isn't known. */
  readonly dimension?: number;
}

/** Sends requests to a provider's model: at the configured rate, with a time limit, with retries. */
export interface Requester {
  /**
   * One unit-length vector per text, in order, by one request.
   * @throws RequestFailure; FootnoteError `aborted`, or `embedding_failed` after `close`
   */
  embed(
    texts: readonly string[],
    role: EmbeddingRole,
    signal: AbortSignal | undefined,
    attempts: Attempts,
  ): Promise<Float32Array[]>;
  /** The revision of the model, or nothing; throws as `embed` does. */
  revision(attempts: Attempts): Promise<string>;
  /** Aborts the requests in progress. */
  close(): Promise<void>;
}

export function createRequester(model: EmbeddingProvider, options: RequesterOptions): Requester {
  const { clock, pacer, timeoutMs } = options;
  const underWay = new Set<LinkedController>();
  let closed = false;

  /** Sends a request, with retries, until it succeeds, fails for good or is aborted. */
  async function send<T>(
    request: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
    { retries }: Attempts,
  ): Promise<T> {
    if (closed) {
      throw embedderClosed();
    }
    const followed = linkedController(signal);
    underWay.add(followed);
    const attempt = async () => {
      await pacer(followed.signal);
      return await limitedRequest(request, followed.signal, timeoutMs);
    };
    try {
      const retrying = { retries, clock, random: Math.random, signal: followed.signal };
      return await withRetries(attempt, retrying);
    } catch (error) {
      throwIfAborted(signal);
      throw closed ? embedderClosed() : error;
    } finally {
      underWay.delete(followed);
      followed.release();
    }
  }

  return {
    async embed(texts, role, signal, attempts) {
      const prepared = texts.map(prepareText);
      const expected = { count: texts.length, dimension: attempts.dimension };
      const request = async (limited: AbortSignal) =>
        readVectors(await model.embed(prepared, role, limited), expected);
      return send(request, signal, attempts);
    },
    revision: (attempts) => send((limited) => model.revision(limited), undefined, attempts),
    async close() {
      closed = true;
      for (const request of underWay) {
        request.abort();
      }
    },
  };
}

/** @throws RequestFailure, also where a library throws something of its own; FootnoteError `aborted` */
async function limitedRequest<T>(
  request: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  const checked = (limited: AbortSignal) =>
    request(limited).catch((error: unknown) => {
      throw asFailure(error);
    });
  return withTimeLimit(checked, signal, timeoutMs);
}

/**
 * A byte-level tokenizer never makes more tokens of a text than the text has bytes in UTF-8. So no text is too long
 * for a model that takes 8,191 tokens, as OpenAI's do. 8,000 bytes are some 1,300 words.
 */
export const MAX_TEXT_BYTES = 8_000;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * A text as providers accept it: well-formed, trimmed, and cut between two characters to `MAX_TEXT_BYTES`. A text
 * that isn't blank never becomes blank.
 */
export function prepareText(text: string): string {
  const bytes = new Uint8Array(MAX_TEXT_BYTES);
  // Puts U+FFFD in place of lone surrogates, and never cuts within a character.
  const { written } = ENCODER.encodeInto(text.trim(), bytes);
  return DECODER.decode(bytes.subarray(0, written));
}
