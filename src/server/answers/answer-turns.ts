import type { Context } from "hono";
import type { Answerer } from "../../answering/answerer.js";
import type { Limits } from "../../config/config.js";
import type { AnswerEvent, AnswerRequest } from "../../core/answer.js";
import type { RecentAnswers } from "../feedback/recent-answers.js";
import type { AppEnv } from "../http/app-env.js";
import { withTimeLimit } from "../http/limits.js";
import { untilShutdown } from "../http/shutdown.js";
import type { RequestQueue } from "../limits/request-queue.js";
import { type AnswerObserver, observeEnd, observeEvents } from "../signals/observe-answer.js";
import { withLinks } from "./links.js";
import { readAhead } from "./read-ahead.js";

/** A caller's turn: the right to have one question answered. */
export interface AnswerTurn {
  /**
   * Has the question answered and the events consumed within the time limit. The turn is over once the answer is
   * written, or however else it ends: a client that reads slowly doesn't keep others from theirs.
   * @param client is aborted when the client disconnects
   * @param consume reads the events; links in them are the client's. Its signal is aborted with the client or the time
   * @throws HttpError `timeout`, `shutting_down`; FootnoteError `aborted`, and what answering throws; what `consume` throws
   */
  answer<T>(
    request: Omit<AnswerRequest, "signal">,
    client: AbortSignal,
    consume: (events: AsyncIterable<AnswerEvent>, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** The one way in which questions that come over HTTP are answered, whatever the protocol. */
export interface AnswerTurns {
  /**
   * Waits for the caller's turn, which must be used.
   * @throws HttpError `too_busy`; FootnoteError `aborted` if the client leaves while it waits
   */
  take(c: Context<AppEnv>): Promise<AnswerTurn>;
}

/** What turns are made of. */
export interface AnswerTurnsOptions {
  readonly answerer: Answerer;
  readonly queue: RequestQueue;
  readonly limits: Pick<Limits, "requestTimeoutMs">;
  /** Keeps what was answered, to be rated. */
  readonly recentAnswers: RecentAnswers;
  /** Are told of every answer. */
  readonly observers: readonly AnswerObserver[];
  /** Takes the seconds that a caller waited for its turn. */
  readonly onWaited: (seconds: number) => void;
  /** Aborted with an HttpError when the server can't wait any longer for answers. */
  readonly shutdown: AbortSignal;
}

/** Answers within the limits, remembers the answers and tells observers how they came about. */
export function createAnswerTurns(options: AnswerTurnsOptions): AnswerTurns {
  const { answerer, queue, limits, recentAnswers, observers, onWaited, shutdown } = options;
  return {
    async take(c) {
      const start = performance.now();
      const release = await queue.enter(c);
      onWaited((performance.now() - start) / 1000);
      const turn = observers.map((observer) => observer.begin(c));
      const events = (request: AnswerRequest) =>
        withLinks(observeEvents(recentAnswers.remember(answerer.answer(request)), turn), c.var.site);
      return {
        answer: (request, client, consume) => {
          const work = untilShutdown(client, shutdown, (lasting) =>
            withTimeLimit(lasting, limits.requestTimeoutMs, (signal) =>
              consume(readAhead(events({ ...request, signal }), release), signal),
            ),
          );
          return observeEnd(work, turn).finally(release);
        },
      };
    },
  };
}
