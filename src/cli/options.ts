import { type Config, loadConfig } from "../config/config.js";
import { loadEnvFile } from "../config/env-file.js";
import { UsageError } from "./errors.js";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly documents?: string;
  readonly index?: string;
  readonly debug?: boolean;
}

/**
 * The configuration of this process: options before environment before `.env` before defaults.
 * @throws FootnoteError `invalid_configuration`
 */
export function configOf({ documents, index }: GlobalOptions): Config {
  const cwd = process.cwd();
  loadEnvFile(cwd);
  return loadConfig(
    {
      ...process.env,
      ...(documents !== undefined && { DOCUMENTS_DIR: documents }),
      ...(index !== undefined && { INDEX_DIR: index }),
    },
    cwd,
  );
}

/**
 * Checks what was typed as a question.
 * @throws UsageError if it is empty or longer than the configuration allows
 */
export function checkQuestion(question: string, { limits }: Config): void {
  if (question.trim() === "") {
    throw new UsageError('The question is empty. Write it in quotes: footnote ask "…?"');
  }
  if (question.length > limits.questionCharacters) {
    throw new UsageError(
      `The question has ${question.length} characters; ${limits.questionCharacters} are allowed (MAX_QUESTION_CHARACTERS).`,
    );
  }
}
