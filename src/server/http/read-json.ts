import type { HonoRequest } from "hono";
import { z } from "zod";
import { FootnoteError } from "../../core/errors.js";
import { HttpError } from "./errors.js";

/**
 * The JSON body of a request, checked.
 * @throws HttpError `unsupported_media_type` (415), `malformed_json` (400), `invalid_request` (422)
 */
export async function readJson<T>(request: HonoRequest, schema: z.ZodType<T>): Promise<T> {
  const mediaType = request.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new HttpError(
      415,
      "unsupported_media_type",
      "Send JSON with the header `Content-Type: application/json`.",
    );
  }
  return validate(parseJson(await request.arrayBuffer()), schema);
}

/**
 * The value as the schema gives it.
 * @throws FootnoteError `invalid_request` that names the first thing that is wrong, caused by a `ZodError`
 */
export function validate<T>(value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const place = issue === undefined ? "" : z.core.toDotPath(issue.path);
  const message = issue?.message ?? "The request is invalid.";
  throw new FootnoteError("invalid_request", place === "" ? message : `${place}: ${message}`, {
    cause: result.error,
  });
}

/**
 * The value of a body.
 * @throws HttpError `malformed_json` (400)
 */
export function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, "malformed_json", "The body isn't valid JSON in UTF-8.");
  }
}
