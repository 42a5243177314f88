import { appendFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { isMissingFile } from "../core/missing-file.js";

/**
 * Adds the lines of one feedback file to another that doesn't hold them. A server may append to that at the same time:
 * nothing of it is rewritten.
 * @returns how many were added
 */
export async function addFeedback(source: string, target: string): Promise<number> {
  const present = await linesOf(target);
  const known = new Set(present.lines);
  const added = (await linesOf(source)).lines.filter((line) => !known.has(line));
  if (added.length > 0) {
    await mkdir(path.dirname(target), { recursive: true });
    const start = present.endsWithLine ? "" : "\n";
    await appendFile(target, `${start}${added.join("\n")}\n`, { mode: 0o600 });
  }
  return added.length;
}

/** None of a file that isn't there. */
async function linesOf(file: string): Promise<{ readonly lines: string[]; readonly endsWithLine: boolean }> {
  try {
    const text = await readFile(file, "utf8");
    const lines = text.split("\n").filter((line) => line !== "");
    return { lines, endsWithLine: text === "" || text.endsWith("\n") };
  } catch (error) {
    if (isMissingFile(error)) {
      return { lines: [], endsWithLine: true };
    }
    throw error;
  }
}
