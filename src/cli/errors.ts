import { inspect } from "node:util";
import { CommanderError } from "commander";
import { type ErrorCode, FootnoteError } from "../core/errors.js";
import { Interrupted } from "./interrupt.js";
import { oneLine } from "./output/printable.js";

/** Exit codes of every command. */
export const EXIT_CODES = { done: 0, failed: 1, usage: 2 } as const;

/** Wrong usage that the command line's parser can't detect. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What the operator set or typed is wrong; everything else is a failure. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set([
  "documents_folder_empty",
  "documents_folder_missing",
  "invalid_backup",
  "invalid_configuration",
  "invalid_data_set",
  "invalid_prompt",
  "invalid_request",
]);

/** The exit code an error ends a command with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    // Help and version end with 0, everything else Commander finds is wrong usage.
    return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage;
  }
  if (error instanceof Interrupted) {
    return error.exitCode;
  }
  const isUsage = error instanceof UsageError || (FootnoteError.is(error) && USAGE_CODES.has(error.code));
  return isUsage ? EXIT_CODES.usage : EXIT_CODES.failed;
}

/** An error's code and its message on one line. */
export function describeError(error: unknown): { readonly code: string; readonly message: string } {
  if (FootnoteError.is(error)) {
    return { code: error.code, message: oneLine(error.message) };
  }
  if (error instanceof Interrupted) {
    return { code: "interrupted", message: error.message };
  }
  if (error instanceof CommanderError || error instanceof UsageError) {
    return { code: "wrong_usage", message: oneLine(error.message).replace(/^error: /, "") };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: "internal_error", message: `${oneLine(reason)} (run again with --debug for the details)` };
}

/** An error with its stack and its causes. */
export function debugText(error: unknown): string {
  return inspect(error, { depth: 4 });
}
