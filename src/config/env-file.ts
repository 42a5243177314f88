import { existsSync } from "node:fs";
import path from "node:path";
import { FootnoteError } from "../core/errors.js";

/**
 * Reads `.env` of a folder, if there is one, into the environment of this process. Variables that are set
 * already win.
 * @throws FootnoteError `invalid_configuration` if the file can't be read
 */
export function loadEnvFile(folder: string): void {
  const file = path.join(folder, ".env");
  if (!existsSync(file)) {
    return;
  }
  try {
    process.loadEnvFile(file);
  } catch (cause) {
    throw new FootnoteError(
      "invalid_configuration",
      `${file} can't be read. Check that it is a readable text file.`,
      {
        cause,
      },
    );
  }
}
