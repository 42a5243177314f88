import { HttpError, publicError } from "../http/errors.js";
import type { Logger } from "./logger.js";

/**
 * Logs an error that ended a request: a failure of the server's own with all its detail, an answer that is meant
 * to say no only by its code.
 */
export function logFailure(log: Logger, requestId: string, error: unknown): void {
  const { status, code } = publicError(error);
  if (status < 500 || code === "aborted") {
    log.debug({ requestId, code }, "request refused");
  } else if (error instanceof HttpError) {
    log.warn({ requestId, code }, "request refused");
  } else {
    log.error({ requestId, code, err: error }, "request failed");
  }
}
