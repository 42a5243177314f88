import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import type { SignInPage } from "../sign-in-texts.js";

/** Codes of the client for a provider that is there, but doesn't answer as one. */
const NO_ANSWER: ReadonlySet<string | undefined> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
]);

/** The page that tells a person what became of the sign-in. */
export function pageOfFailure(error: unknown): SignInPage {
  if (error instanceof AuthorizationResponseError) {
    return error.error === "access_denied" ? "cancelled" : "failed";
  }
  if (error instanceof ResponseBodyError) {
    // The code was used before, or is too old.
    return error.error === "invalid_grant" ? "expired" : "failed";
  }
  const isUnreachable = error instanceof TypeError && error.message === "fetch failed";
  return isUnreachable || (error instanceof ClientError && NO_ANSWER.has(error.code))
    ? "unavailable"
    : "failed";
}

/** Why it failed, for the operator; without anything that was exchanged, such as codes and tokens. */
export function reasonOf(error: unknown): string {
  const told = error instanceof AuthorizationResponseError || error instanceof ResponseBodyError;
  const words = told ? [error.error, error.error_description] : chainOf(error).map(({ message }) => message);
  return words.filter((word) => word !== undefined && word !== "").join(": ");
}

/** An error and its causes. */
function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}
