import process from "node:process";
import { FootnoteError } from "../core/errors.js";
import type { Logger } from "./log/logger.js";
import { currentRequestIds } from "./log/request-ids.js";

/** What is done about errors that nothing caught. */
export interface UncaughtErrorsOptions {
  readonly log: Logger;
  /** Milliseconds that the process may take to end after the first of them, in whatever state it is. */
  readonly endMs: number;
  /** Is told of each. */
  readonly onError?: () => void;
}

/** Watches for errors that nothing caught. */
export interface UncaughtErrors {
  /** Rejects after the first; it never resolves. */
  readonly failure: Promise<never>;
  /** From now on Node ends the process at once, as it does by default. */
  close(): void;
}

/** The exit code of a process in which something failed. */
const FAILED = 1;

/**
 * Logs exceptions that nothing caught and promises whose rejection nobody handled, with the request they belong to.
 * After one, nobody knows what state the process is in, so it has to end, as Node's documentation of
 * `uncaughtException` asks for; but the answers that are under way have nothing to do with it, most of the time, so
 * the caller may let them finish. The process ends in time whatever the caller does.
 */
export function watchUncaughtErrors({ log, endMs, onError }: UncaughtErrorsOptions): UncaughtErrors {
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => undefined);
  let isEnding = false;
  const handle = (error: unknown) => {
    log.fatal({ ...currentRequestIds(), err: asError(error) }, "uncaught error; the process ends");
    onError?.();
    if (!isEnding) {
      isEnding = true;
      process.exitCode = FAILED;
      setTimeout(() => process.exit(FAILED), endMs).unref();
      fail(ended());
    }
  };
  // Rejections that nobody handles come as exceptions, too.
  process.on("uncaughtException", handle);
  return { failure, close: () => process.off("uncaughtException", handle) };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`not an Error: ${String(error)}`);
}

function ended(): FootnoteError {
  return new FootnoteError(
    "process_failed",
    "The server ended because of an error that nothing caught; the log holds it. Start the server again, and report the error.",
  );
}
