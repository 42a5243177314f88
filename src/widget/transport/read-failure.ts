import { type Failure, localFailure, RequestFailed } from "./failure.js";
import { asObject, asString, MalformedValue, parseJson } from "./json.js";

/** What a thrown value means to the reader. */
export function toFailure(error: unknown, connected: boolean): Failure {
  if (error instanceof RequestFailed) {
    return error.failure;
  }
  if (error instanceof MalformedValue) {
    return localFailure("malformed");
  }
  if (!navigator.onLine) {
    return localFailure("offline");
  }
  return localFailure(connected ? "interrupted" : "unreachable");
}

/** Reads `{"error": {"code", "message", "requestId"}}`; any other body still gives a failure with the status. */
export async function failureOfResponse(response: Response): Promise<Failure> {
  const retryAfter = Number(response.headers.get("retry-after") ?? 0);
  const failure = {
    kind: "server",
    code: `http_${response.status}`,
    message: "",
    requestId: response.headers.get("x-request-id") ?? "",
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : 0,
  } as const;
  try {
    return { ...failure, ...decodeServerError(asObject(parseJson(await response.text()))["error"]) };
  } catch {
    return failure;
  }
}

/** The body of an error, from a response or from the stream's `error` event. @throws MalformedValue */
export function decodeServerError(value: unknown): Partial<Failure> & Pick<Failure, "code" | "message"> {
  const error = asObject(value);
  return {
    code: asString(error["code"]),
    message: asString(error["message"]),
    ...(typeof error["requestId"] === "string" ? { requestId: error["requestId"] } : {}),
  };
}
