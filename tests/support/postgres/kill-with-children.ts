import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { childrenOf } from "../child-processes.js";
import { until } from "../wait-for.js";

/**
 * Kills the server over some data with all processes that it has started, and frees the shared memory by which they
 * would recognise each other; a server that ends by itself does that.
 */
export async function killWithChildren(pid: number | undefined, data: string): Promise<void> {
  if (pid === undefined) {
    return;
  }
  // So that it starts no other process meanwhile.
  process.kill(pid, "SIGSTOP");
  const pids = [pid, ...childrenOf(pid, "")];
  for (const each of pids) {
    killIfRunning(each);
  }
  await until(() => pids.every(hasEnded));
  const memory = /^ *\d+ +(\d+) *$/m.exec(readFileSync(`${data}/postmaster.pid`, "utf8"))?.[1];
  if (memory !== undefined) {
    await promisify(execFile)("ipcrm", ["-m", memory]);
  }
}

function killIfRunning(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

function hasEnded(pid: number): boolean {
  try {
    return /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return true;
  }
}
