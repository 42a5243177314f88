import { FootnoteError } from "../../core/errors.js";
import type { RequestFailure } from "../../providers/request-failure.js";
import type { ProviderModel } from "./provider.js";

/**
 * What happened to a call, and how to mend it. Neither the key nor the prompt is in it, nor anything the provider
 * wrote: errors are logged.
 * @param llm `provider:model`
 */
export function callError(
  llm: string,
  { reason }: RequestFailure,
  { key, url }: ProviderModel["variables"],
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
        `The server of ${llm} answered with status ${reason.status}${inBrackets(reason.code)}. ${advice(reason.status, settings)}.`,
      );
  }
}

function inBrackets(code: string | null): string {
  return code === null ? "" : ` (${code})`;
}

function advice(status: number, settings: string): string {
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
