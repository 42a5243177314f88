import type { HonoRequest } from "hono";
import type { z } from "zod";
import { HttpError } from "./errors.js";
import { validate } from "./validate.js";

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
  return validate(parse(await request.arrayBuffer()), schema);
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, "malformed_json", "The body isn't valid JSON in UTF-8.");
  }
}
