import { FootnoteError } from "../../core/errors.js";
import {
  asCode,
  causes,
  property,
  RequestFailure,
  retryAfter,
  unreachable,
} from "../../providers/request-failure.js";
import { redirectAdvice } from "../../providers/requests.js";
import type { ChatProvider } from "./provider.js";

/**
 * The failure in an error of a provider's library, however the library reports it: a status where the provider
 * answered with one, `unreachable` where the network failed, and otherwise a malformed answer.
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

/**
 * Whether the network failed, which `fetch` and the libraries on top of it report only by the error's class and
 * message.
 */
function isOfNetwork(chain: readonly unknown[]): boolean {
  return chain.some(
    (cause) =>
      cause instanceof Error &&
      (cause instanceof TypeError || /connection error|fetch failed|error fetching/iu.test(cause.message)),
  );
}

/** The delay that the provider asks for; libraries keep the headers of the response in their errors. */
function retryAfterOf(error: unknown): number | null {
  const headers = property(error, "headers");
  return headers instanceof Headers ? retryAfter(headers.get("retry-after")) : null;
}

/**
 * The error of a failed call: what happened and how to fix it. It holds neither the key nor the prompt, nor anything
 * that the provider wrote, since errors are logged.
 * @param llm `provider:model`
 */
export function callError(
  llm: string,
  { reason }: RequestFailure,
  { key, url }: ChatProvider["variables"],
  timeoutMs: number,
): FootnoteError {
  const settings = [key, url].filter((name) => name !== null).join(" and ") || "LLM";
  switch (reason.kind) {
    case "timeout":
      return new FootnoteError(
        "llm_timeout",
        `${llm} was silent for ${timeoutMs / 1000} s. Check its server, or raise LLM_TIMEOUT.`,
      );
    case "unreachable":
      return new FootnoteError(
        "llm_failed",
        `The server of ${llm} can't be reached${inBrackets(reason.code)}. Check that it runs, the network, and ${url ?? "LLM"}.`,
      );
    case "malformed":
      return new FootnoteError(
        "llm_failed",
        `The answer of ${llm} ${reason.what}. Check the model, and ${settings}.`,
      );
    case "status":
      return new FootnoteError(
        reason.status === 429 ? "llm_busy" : "llm_failed",
        `The server of ${llm} answered with status ${reason.status}${inBrackets(reason.code)}. ${advice(reason.status, settings, url)}.`,
      );
  }
}

function inBrackets(code: string | null): string {
  return code === null ? "" : ` (${code})`;
}

function advice(status: number, settings: string, url: string | null): string {
  if (status < 400) {
    return redirectAdvice(url ?? "LLM");
  }
  if (status === 401 || status === 403) {
    return `Check ${settings}`;
  }
  if (status === 404) {
    return `Check the model's name in LLM, and ${settings}`;
  }
  if (status === 429) {
    return "Its limits or the account's quota are used up";
  }
  if (status >= 500) {
    return "Try again later";
  }
  return "Check the model, and whether LLM_CONTEXT_TOKENS is more than it takes";
}
