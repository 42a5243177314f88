import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";

/**
 * Runs work with a new folder, which is removed afterwards however the work ends.
 * @param prefix of the folder's path; random characters follow
 */
export async function withTemporaryFolder<T>(
  prefix: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(prefix);
  // A second Ctrl-C ends the process without running pending `finally` blocks.
  const removeNow = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeNow);
  try {
    return await work(folder);
  } finally {
    process.off("exit", removeNow);
    await rm(folder, { recursive: true, force: true });
  }
}
