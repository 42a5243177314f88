import { HttpError, publicError } from "../http/errors.js";
import type { Logger } from "./logger.js";

/** Refusals that say more about the client or the moment than about the server. */
const EXPECTED: ReadonlySet<string> = new Set(["aborted", "not_ready"]);

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
