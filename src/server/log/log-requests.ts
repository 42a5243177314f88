import { createMiddleware } from "hono/factory";
import type { Answer } from "../../core/answer.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError, publicError } from "../http/errors.js";
import { observeResponse } from "../http/response-end.js";
import { routePattern } from "../http/route-pattern.js";
import type { AnswerObserver } from "../signals/observe-answer.js";
import type { Logger } from "./logger.js";
import { isProbe } from "./probes.js";
import { requestIds } from "./request-ids.js";

/** Requests that take longer are marked as slow, in milliseconds. Answers of a language model may be. */
const SLOW_MS = 5000;

/**
 * Writes one line a request once its answer is out, streams included: ids, method, path, route, status, duration in
 * milliseconds, and whether it was slow or the client left before the end (status 499: before its answer began).
 * Questions and keys are not logged: a path holds neither, and what stands behind it isn't written. The level is that of
 * the status; probes that go well are of no interest.
 */
export function logRequests(log: Logger) {
  return createMiddleware<AppEnv>((c, next) =>
    observeResponse(c, next, ({ durationMs, clientLeft, status }) => {
      const route = routePattern(c);
      log[levelOf(status, clientLeft, route)](
        {
          ...requestIds(c),
          method: c.req.method,
          path: c.req.path,
          route,
          status,
          durationMs: Math.round(durationMs * 10) / 10,
          ...(durationMs > SLOW_MS && { slow: true }),
          ...(clientLeft && { clientLeft }),
        },
        "request",
      );
    }),
  );
}

/** An answer that nobody waits for any more is no failure. */
function levelOf(status: number, clientLeft: boolean, route: string): "debug" | "info" | "warn" | "error" {
  if (status >= 400 && !clientLeft) {
    return status >= 500 ? "error" : "warn";
  }
  return isProbe(route) ? "debug" : "info";
}

/**
 * Writes one line about each answer once it is done: what became of it, by which model and prompt, and what it cost.
 * @param withContent whether the line says what was asked and answered
 */
export function logAnswers(log: Logger, withContent: boolean): AnswerObserver {
  return {
    begin: (c) => ({
      event(event) {
        if (event.type === "done") {
          const { question, answer } = event.answer;
          log.info(
            { ...requestIds(c), ...summaryOf(event.answer), ...(withContent && { question, answer }) },
            "answer",
          );
        }
      },
      end: () => undefined,
    }),
  };
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
