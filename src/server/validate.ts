import { z } from "zod";
import { FootnoteError } from "../core/errors.js";

/**
 * The value as the schema gives it.
 * @throws FootnoteError `invalid_request` that names the first thing that is wrong
 */
export function validate<T>(value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const place = issue === undefined ? "" : z.core.toDotPath(issue.path);
  const message = issue?.message ?? "The request is invalid.";
  throw new FootnoteError("invalid_request", place === "" ? message : `${place}: ${message}`);
}
