import { linkedController } from "../../core/abort.js";
import { HttpError } from "./errors.js";

/** What becomes of requests that take longer than a server that stops can wait. */
export function shuttingDown(): HttpError {
  return new HttpError(
    503,
    "shutting_down",
    "The server is being stopped or restarted. Send the request again in a moment.",
    { "retry-after": "5" },
  );
}

/**
 * Runs work with a signal that is aborted when the client disconnects, or when the server cuts what is still running.
 * @param shutdown lives as long as the server; its reason is the error
 */
export async function untilShutdown<T>(
  client: AbortSignal,
  shutdown: AbortSignal,
  work: (client: AbortSignal) => Promise<T>,
): Promise<T> {
  // `AbortSignal.any` would leave a reference at the signal that lives long.
  const cut = linkedController(shutdown);
  try {
    return await work(AbortSignal.any([client, cut.signal]));
  } finally {
    cut.release();
  }
}
