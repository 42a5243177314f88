/** Why a request to a provider failed. */
export type FailureReason =
  | { readonly kind: "status"; readonly status: number; readonly code: string | null }
  /** No connection, or one that broke. */
  | { readonly kind: "unreachable"; readonly code: string | null }
  | { readonly kind: "timeout" }
  /** An answer that isn't what was asked for. */
  | { readonly kind: "malformed"; readonly what: string };

/**
 * A failed request. It holds no text that the provider or the network wrote: such text may repeat the key or the
 * texts, and errors are logged.
 */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";

  constructor(
    readonly reason: FailureReason,
    /** How long the provider asks to wait, in milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(`request failed: ${reason.kind}`);
  }
}

/** The error codes of providers and Node; anything longer, or with other characters, isn't a code. */
const CODE = /^[a-z][a-z\d_.]{0,60}$/i;

/** The value if it is a code, such as `insufficient_quota` or `ECONNREFUSED`. */
export function asCode(value: unknown): string | null {
  return typeof value === "string" && CODE.test(value) ? value : null;
}

/** The error and its causes, the innermost last; never more than a few. */
export function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let current = error; current !== undefined && chain.length < 8; ) {
    chain.push(current);
    current = property(current, "cause");
  }
  return chain;
}

/** A property of anything. */
export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** A connection that couldn't be made or broke, with the code of the innermost error that has one. */
export function unreachable(error: unknown): RequestFailure {
  const code = causes(error).reduce<string | null>(
    (found, cause) => asCode(property(cause, "code")) ?? found,
    null,
  );
  return new RequestFailure({ kind: "unreachable", code });
}

/** The failure that is among the causes of a library's error; without one, the answer was malformed. */
export function asFailure(error: unknown): RequestFailure {
  const known = causes(error).find((cause) => cause instanceof RequestFailure);
  return known ?? new RequestFailure({ kind: "malformed", what: "holds no embeddings" });
}

/**
 * The delay that a `Retry-After` header asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3); null without
 * one.
 */
export function retryAfter(header: string | null): number | null {
  const value = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
