import { createMiddleware } from "hono/factory";
import type { Answer, AnswerEvent } from "../../core/answer.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError, publicError } from "../http/errors.js";
import type { Logger } from "./logger.js";

/**
 * Writes one line a request once its answer is out, streams included: id, method, path, status, duration in
 * milliseconds, and whether the client left before the end. Questions and keys are not logged.
 */
export function logRequests(log: Logger) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const start = performance.now();
    const write = (left: boolean) =>
      log.info(
        {
          requestId: c.get("requestId"),
          method: c.req.method,
          path: c.req.path,
          status: c.res.status,
          durationMs: Math.round((performance.now() - start) * 10) / 10,
          ...(left && { clientLeft: true }),
        },
        "request",
      );
    const { outgoing } = c.env ?? {};
    outgoing?.once("close", () => write(!outgoing.writableFinished));
    await next();
    if (outgoing === undefined) {
      write(false);
    }
  });
}

/**
 * Passes the events of an answer on, and writes one line about it once it is done: what became of it, by which model
 * and prompt, and what it cost. Neither the question nor the answer is logged.
 */
export async function* logAnswer(
  events: AsyncIterable<AnswerEvent>,
  requestId: string,
  log: Logger,
): AsyncGenerator<AnswerEvent, void> {
  for await (const event of events) {
    if (event.type === "done") {
      log.info({ requestId, ...summaryOf(event.answer) }, "answer");
    }
    yield event;
  }
}

function summaryOf({ id, kind, confidence, language, model, prompt, usage, sentences, timings }: Answer) {
  const count = (state: (typeof sentences)[number]["state"]) =>
    sentences.filter((sentence) => sentence.state === state).length;
  return {
    answerId: id,
    kind,
    confidence: Math.round(confidence * 1000) / 1000,
    language,
    model,
    ...(prompt !== undefined && { prompt }),
    ...(usage !== undefined && { usage }),
    sentences: { verified: count("verified"), unverified: count("unverified"), uncited: count("uncited") },
    answerMs: Math.round(timings.total),
  };
}

/** Refusals that say more about the client or the moment than about the server. */
const EXPECTED: ReadonlySet<string> = new Set(["aborted", "not_ready", "too_busy"]);

/**
 * Logs an error that ended a request: a failure of the server's own with all its details, a refusal only by its code.
 */
export function logFailure(log: Logger, requestId: string, error: unknown): void {
  const { status, code } = publicError(error);
  if (status < 500 || EXPECTED.has(code)) {
    log.debug({ requestId, code }, "request refused");
  } else if (error instanceof HttpError) {
    log.warn({ requestId, code }, "request refused");
  } else {
    log.error({ requestId, code, err: error }, "request failed");
  }
}
