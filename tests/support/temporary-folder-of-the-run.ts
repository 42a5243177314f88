import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

let folder = "";

/** Gives the run a folder of its own for temporary files, before the processes of the tests start. */
export function setup(): void {
  folder = mkdtempSync(path.join(tmpdir(), "footnote-tests-"));
  // PostgreSQL refuses to run as root, and so another user must be able to reach its folder in there.
  chmodSync(folder, 0o711);
  process.env["TMPDIR"] = folder;
}

/** Removes the folder. A test that has left something there fails the run. */
export function teardown(): void {
  const left = readdirSync(folder);
  rmSync(folder, { recursive: true, force: true });
  if (left.length > 0) {
    process.stderr.write(`Tests have left behind in the folder for temporary files: ${left.join(", ")}\n`);
    process.exitCode = 1;
  }
}
