import type { RequestFailure } from "../../providers/request-failure.js";
import type { EmbeddingProvider } from "./provider.js";

/**
 * What happened to a request, and how to mend it. Neither the key nor the texts are in it, nor anything the
 * provider wrote.
 * @param model `provider:model`
 */
export function failureMessage(
  model: string,
  { reason }: RequestFailure,
  { variables, ifUnknown }: Pick<EmbeddingProvider, "variables" | "ifUnknown">,
  timeoutMs: number,
): string {
  const { key, url } = variables;
  switch (reason.kind) {
    case "timeout":
      return `${model} didn't answer within ${timeoutMs / 1000} s. Check its server, or raise EMBEDDING_TIMEOUT.`;
    case "unreachable":
      return `The server of ${model} can't be reached${inBrackets(reason.code)}. Check that it runs, the network, and ${url}.`;
    case "malformed":
      return `The server of ${model} gave an answer that ${reason.what}. Check the model, and ${url} if it is set.`;
    case "status":
      return `The server of ${model} answered with status ${reason.status}${inBrackets(reason.code)}. ${advice(reason.status, reason.code, key ?? url, ifUnknown)}.`;
  }
}

function inBrackets(code: string | null): string {
  return code === null ? "" : ` (${code})`;
}

function advice(status: number, code: string | null, key: string, ifUnknown: string): string {
  if (status === 401 || status === 403 || code === "API_KEY_INVALID") {
    return `Check ${key}`;
  }
  if (status === 404) {
    return ifUnknown;
  }
  if (code === "insufficient_quota") {
    return "The account's quota is used up";
  }
  if (status === 429) {
    return "Set EMBEDDING_REQUESTS_PER_MINUTE to what the provider allows";
  }
  if (status >= 500) {
    return "Try again later";
  }
  return "Check that it is an embedding model, and how long the texts may be that it takes";
}
