import { FootnoteError } from "../../core/errors.js";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";

/**
 * A provider's key from the environment.
 * @throws FootnoteError `embedding_model_unavailable` if it isn't set
 */
export function requireKey(environment: ProviderEnvironment, variable: string, hint: string): string {
  const key = setting(environment, variable);
  if (key !== undefined) {
    return key;
  }
  throw new FootnoteError(
    "embedding_model_unavailable",
    `The embedding model needs a key: set ${variable} in the environment or in .env${hint}.`,
  );
}
