import { throwIfAborted } from "../../core/abort.js";
import type { EmbeddingRole } from "../../core/ports/embedder.js";
import type { Clock } from "../../providers/clock.js";
import { type FollowedSignal, followSignal } from "../../providers/followed-signal.js";
import { asFailure } from "../../providers/request-failure.js";
import { withRetries } from "../../providers/retry.js";
import { withTimeLimit } from "../../providers/time-limit.js";
import { embedderClosed } from "../closed.js";
import { createPacer } from "./pacer.js";
import { prepareText } from "./prepare-text.js";
import type { ProviderModel } from "./provider.js";
import { readVectors } from "./read-vectors.js";

/** What every request keeps to. */
export interface RequesterOptions {
  readonly clock: Clock;
  readonly requestsPerMinute: number | undefined;
  readonly timeoutMs: number;
}

/** How a request is tried. */
export interface Attempts {
  /** Attempts after the first. */
  readonly retries: number;
  /** Of every vector; undefined as long as it isn't known. */
  readonly dimension?: number;
}

/** Sends requests to a provider's model, at its pace, with a time limit, and again where that may help. */
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
  /** Ends what is under way. */
  close(): Promise<void>;
}

export function createRequester(model: ProviderModel, options: RequesterOptions): Requester {
  const { clock, requestsPerMinute, timeoutMs } = options;
  const takeTurn = createPacer(requestsPerMinute, clock);
  const underWay = new Set<FollowedSignal>();
  let closed = false;

  /** Sends a request until it succeeds, is given up, or isn't wanted any more. */
  async function send<T>(
    request: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
    { retries }: Attempts,
  ): Promise<T> {
    if (closed) {
      throw embedderClosed();
    }
    const followed = followSignal(signal);
    underWay.add(followed);
    const attempt = async () => {
      await takeTurn(followed.signal);
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
