import { asCode, causes, property, RequestFailure, unreachable } from "../../providers/request-failure.js";
import { retryAfter } from "../../providers/retry-after.js";

/**
 * What an error of a provider's library says, however it says it: a status where the provider answered with one, no
 * connection where the network failed, and else an answer that isn't one.
 */
export function callFailure(error: unknown): RequestFailure {
  const chain = causes(error);
  const known = chain.find((cause) => cause instanceof RequestFailure);
  if (known !== undefined) {
    return known;
  }
  for (const cause of chain) {
    const status = property(cause, "status") ?? property(cause, "status_code");
    if (typeof status === "number") {
      const code = asCode(property(cause, "code")) ?? asCode(property(property(cause, "error"), "type"));
      return new RequestFailure({ kind: "status", status, code }, retryAfterOf(cause));
    }
  }
  const failure = unreachable(error);
  if (isOfNetwork(chain) || (failure.reason.kind === "unreachable" && failure.reason.code !== null)) {
    return failure;
  }
  return new RequestFailure({ kind: "malformed", what: "can't be read" });
}

/** `fetch` and the libraries on top of it say so by their classes and in words only. */
function isOfNetwork(chain: readonly unknown[]): boolean {
  return chain.some(
    (cause) =>
      cause instanceof Error &&
      (cause instanceof TypeError || /connection error|fetch failed|error fetching/iu.test(cause.message)),
  );
}

/** Libraries keep the headers as they came. */
function retryAfterOf(error: unknown): number | null {
  const headers = property(error, "headers");
  return headers instanceof Headers ? retryAfter(headers.get("retry-after")) : null;
}
