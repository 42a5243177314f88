import { CommanderError } from "commander";
import { readVersion } from "../config/read-version.js";
import { debugText, describeError, EXIT_CODES, exitCodeOf } from "./errors.js";
import { createProgram } from "./program.js";
import { note, printJson } from "./terminal.js";

/**
 * Runs one command to its end and leaves the exit code in `process.exitCode`.
 * @param args what stands behind the program's name
 */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await createProgram(await readVersion()).parseAsync([...args], { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (process.exitCode !== EXIT_CODES.done) {
      report(error, args);
    }
  }
}

function report(error: unknown, args: readonly string[]): void {
  const described = describeError(error);
  // Commander has printed its own errors already.
  if (!(error instanceof CommanderError)) {
    note(args.includes("--debug") ? debugText(error) : `footnote: ${described.message}`);
  }
  if (args.includes("--json")) {
    printJson({ error: described });
  }
}
