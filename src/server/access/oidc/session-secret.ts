import { randomBytes } from "node:crypto";
import { FootnoteError } from "../../../core/errors.js";
import type { StoreDriver } from "../../../core/ports/store/driver.js";

const NAME = "session-secret";

/**
 * The secret that sessions are sealed with: the configured one, or a random one that is kept with the index, so that
 * all processes have the same and nobody is signed out by a restart.
 * @throws FootnoteError `invalid_configuration` if it can't be kept
 */
export async function sessionSecret(
  configured: string | undefined,
  driver: Pick<StoreDriver, "attachment">,
): Promise<string> {
  if (configured !== undefined) {
    return configured;
  }
  try {
    return await driver.attachment(NAME).create(randomBytes(32).toString("base64url"));
  } catch (cause) {
    throw new FootnoteError(
      "invalid_configuration",
      "The secret of the sessions can't be kept with the index. Make INDEX_DIR writable, or set SESSION_SECRET.",
      { cause },
    );
  }
}
