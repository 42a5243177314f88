import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { isMissingFile } from "../core/missing-file.js";
import { isIgnoredName } from "./ignored-names.js";

/** The file with the patterns, in gitignore syntax. */
export const IGNORE_FILE = ".footnoteignore";

/** The patterns that hold in a folder: its own and those of the folders above. */
export interface IgnoreRules {
  /** What stands before the paths that the patterns are about: empty, or the folder's path with `/` behind. */
  readonly prefix: string;
  readonly patterns: Ignore;
  readonly above: IgnoreRules | null;
}

/**
 * The rules of a folder.
 * @param prefix the folder's path relative to the documents folder with `/` behind, or empty
 * @throws Error if there are patterns but they can't be read: what they keep out mustn't get in
 */
export async function readIgnoreRules(
  folder: string,
  prefix: string,
  above: IgnoreRules | null,
): Promise<IgnoreRules | null> {
  try {
    const patterns = await readFile(join(folder, IGNORE_FILE), "utf8");
    return { prefix, patterns: ignore().add(patterns), above };
  } catch (error) {
    if (isMissingFile(error)) {
      return above;
    }
    throw error;
  }
}

/**
 * Whether a file is to be left out: the nearest patterns that say something about it decide, then its name. What
 * patterns say about a folder above it doesn't count any more: nearer ones have taken that folder back.
 * @param path relative to the documents folder; a folder's ends with `/`
 */
export function isIgnored(path: string, rules: IgnoreRules | null): boolean {
  const nameAt = path.lastIndexOf("/", path.length - 2) + 1;
  for (let level = rules; level !== null; level = level.above) {
    const { ignored, unignored } = level.patterns.test(path.slice(level.prefix.length));
    const folder = path.slice(level.prefix.length, nameAt);
    if (unignored || (ignored && (folder === "" || !level.patterns.ignores(folder)))) {
      return ignored;
    }
  }
  return isIgnoredName(path.slice(nameAt));
}
