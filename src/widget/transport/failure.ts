import { asObject, asString, MalformedValue, parseJson } from "./json.js";

/**
 * Why a request failed.
 * - `offline`: the device has no network
 * - `unreachable`: the server didn't answer
 * - `interrupted`: the stream ended before the answer did
 * - `malformed`: the response isn't what the API promises
 * - `keyMissing`: the server asks for an API key, and there was none to send
 * - `keyRefused`: the server doesn't accept the API key that was sent
 * - `server`: the server said why, see `code` and `message`
 */
export interface Failure {
  readonly kind:
    | "offline"
    | "unreachable"
    | "interrupted"
    | "malformed"
    | "keyMissing"
    | "keyRefused"
    | "server";
  /** The server's code, such as `index_empty`; empty for the other kinds. */
  readonly code: string;
  /** The server's words, in English; empty for the other kinds. */
  readonly message: string;
  /** What to name when asking the operator; empty if the server gave none. */
  readonly requestId: string;
  /** Seconds until another try makes sense, 0 if unknown. */
  readonly retryAfter: number;
}

/** Carries a `Failure` to the caller. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";
  constructor(readonly failure: Failure) {
    super(failure.message || failure.kind);
  }
}

/** A failure that is described by its kind alone. */
export function localFailure(kind: Exclude<Failure["kind"], "server">): Failure {
  return { kind, code: "", message: "", requestId: "", retryAfter: 0 };
}

/** Whether another try makes sense only with a key, or with another key. */
export function asksForKey(failure: Failure | null): boolean {
  return failure?.kind === "keyMissing" || failure?.kind === "keyRefused";
}

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
