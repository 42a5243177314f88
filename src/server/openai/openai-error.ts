import type { PublicError, ShapedError } from "../http/errors.js";

/**
 * An error in OpenAI's shape. A request that is wrong has OpenAI's status for that, 400, and the two codes that clients
 * look at are OpenAI's: `invalid_api_key` and `rate_limit_exceeded`. The request's id is in the header `X-Request-Id`.
 */
export function openAiError({ status, code, message, param }: PublicError): ShapedError {
  return {
    status: openAiStatus(status),
    body: { error: { message, type: typeOf(status), param: param ?? null, code: openAiCode(status, code) } },
  };
}

/** OpenAI's status for an error that has this one elsewhere. */
export function openAiStatus<T extends number>(status: T): T | 400 {
  return status === 422 ? 400 : status;
}

/** OpenAI's code for an error that has this one elsewhere. */
export function openAiCode(status: number, code: string): string {
  return CODES[status] ?? code;
}

const CODES: Readonly<Record<number, string>> = { 401: "invalid_api_key", 429: "rate_limit_exceeded" };

function typeOf(status: number): string {
  if (status === 429) {
    return "rate_limit_error";
  }
  return status < 500 ? "invalid_request_error" : "server_error";
}
