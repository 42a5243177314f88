import { z } from "zod";
import { FootnoteError } from "../../core/errors.js";
import { isErrorCode } from "../http/errors.js";

/** An error on its way to another process. */
export const FAILURE = z.object({
  /** Null for what isn't a FootnoteError. */
  code: z.string().refine(isErrorCode).nullable(),
  message: z.string(),
  stack: z.string().optional(),
});

/** An error on its way to another process. */
export type Failure = z.output<typeof FAILURE>;

/** Describes an error for another process: causes stay behind, except in the stack of an unforeseen error. */
export function failureOf(error: unknown): Failure {
  if (FootnoteError.is(error)) {
    return { code: error.code, message: error.message };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: null, message, ...(stack !== undefined && { stack }) };
}

/** The error of another process, as it was thrown there. */
export function errorOf({ code, message, stack }: Failure): Error {
  if (code !== null) {
    return new FootnoteError(code, message);
  }
  const error = new Error(message);
  if (stack !== undefined) {
    error.stack = stack;
  }
  return error;
}
