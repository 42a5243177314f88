import type { Context } from "hono";
import { FootnoteError } from "../../core/errors.js";
import type { AppEnv } from "./app-env.js";

/**
 * What an error is that ended a request. A client that leaves before all of its request was sent, or breaks it off, fails
 * whatever reads the body, with an error of the socket's: that is no fault of the server's.
 */
export function failureOf(error: Error, c: Context<AppEnv>): Error {
  const { incoming } = c.env ?? {};
  const isBrokenOff = incoming?.destroyed === true && !incoming.complete;
  return isBrokenOff
    ? new FootnoteError("aborted", "The client left before its request was whole.", { cause: error })
    : error;
}
