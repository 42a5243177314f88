import { setImmediate as nextIteration } from "node:timers/promises";
import type { Context } from "hono";
import type { Limits } from "../../config/config.js";
import { throwIfAborted } from "../../core/abort.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";
import { callerOf } from "./caller.js";
import { FairQueue } from "./fair-queue.js";

/** Where questions and searches wait for their turn. */
export interface RequestQueue {
  /** Turns that haven't ended. */
  readonly running: number;
  /** Requests whose turn hasn't come. */
  readonly waiting: number;
  /**
   * Waits for the caller's turn. The returned function ends it; calling it again does nothing.
   * @throws HttpError `too_busy` if the queue is full or the wait takes too long; FootnoteError `aborted` if the
   *   client leaves
   */
  enter(c: Context<AppEnv>): Promise<() => void>;
}

/** Seconds after which a client that was refused may try again. */
const RETRY_AFTER = "5";

/** Gives callers turns one after another, so that nobody waits for all that another one has asked for. */
export function createRequestQueue(
  limits: Pick<Limits, "concurrentRequests" | "queue" | "queueTimeoutMs">,
): RequestQueue {
  const queue = new FairQueue({ concurrency: limits.concurrentRequests, capacity: limits.queue });
  // One turn begins in each iteration of the event loop. Otherwise a turn that ends would begin the next one at once,
  // and work that waits for nothing would go through the whole queue before a new request is even read.
  let begun: Promise<void> = Promise.resolve();
  return {
    get running() {
      return queue.running;
    },
    get waiting() {
      return queue.waiting;
    },
    async enter(c) {
      const client = c.req.raw.signal;
      throwIfAborted(client);
      const { turn, leave } = queue.enter(callerOf(c));
      const timer = setTimeout(leave, limits.queueTimeoutMs);
      client.addEventListener("abort", leave, { once: true });
      const isTurn = await turn;
      clearTimeout(timer);
      if (isTurn) {
        begun = begun.then(() => nextIteration());
        await begun;
      }
      client.removeEventListener("abort", leave);
      throwIfAborted(client);
      if (!isTurn) {
        throw new HttpError(503, "too_busy", "The server has too much to do. Try again in a moment.", {
          "retry-after": RETRY_AFTER,
        });
      }
      return leave;
    },
  };
}
