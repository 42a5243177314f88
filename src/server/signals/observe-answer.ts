import type { Context } from "hono";
import type { AnswerEvent } from "../../core/answer.js";
import type { AppEnv } from "../http/app-env.js";

/** Is told of answers, whatever the protocol. */
export interface AnswerObserver {
  /** A caller has its turn. */
  begin(c: Context<AppEnv>): TurnObserver;
}

/** Is told of one answer. */
export interface TurnObserver {
  event(event: AnswerEvent): void;
  /** Is called once the turn is over. @param error undefined if it ended well */
  end(error: unknown): void;
  /** Runs each step of the work, to know what belongs to it. */
  step?<T>(work: () => T): T;
}

/** Waits for a turn's work, and tells observers how it ended. */
export async function observeEnd<T>(work: Promise<T>, observers: readonly TurnObserver[]): Promise<T> {
  let failure: unknown;
  try {
    return await work;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    for (const observer of observers) {
      observer.end(failure);
    }
  }
}

/** Passes the events of an answer on, and tells observers of them. */
export async function* observeEvents(
  events: AsyncIterable<AnswerEvent>,
  observers: readonly TurnObserver[],
): AsyncGenerator<AnswerEvent, void> {
  const iterator = events[Symbol.asyncIterator]();
  const next = observers.reduce(
    (work, { step }) => (step === undefined ? work : () => step(work)),
    () => iterator.next(),
  );
  try {
    for (let result = await next(); result.done !== true; result = await next()) {
      for (const observer of observers) {
        observer.event(result.value);
      }
      yield result.value;
    }
  } finally {
    await iterator.return?.(undefined);
  }
}
