import { readdirSync, readFileSync } from "node:fs";

/**
 * Ids of the processes that a process has started and that run. From Linux's `/proc`.
 * @param command a part of their command
 */
export function childrenOf(parent: number | undefined, command: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => isChild(pid, parent, command)).map(Number);
}

/** Those that read documents. */
export function loadingProcesses(parent: number | undefined = process.pid): number[] {
  return childrenOf(parent, "loading/process.js");
}

function isChild(pid: string, parent: number | undefined, command: string): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const isZombie = /^State:\s*Z/m.test(status);
    return (
      !isZombie &&
      status.includes(`\nPPid:\t${parent}\n`) &&
      readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(command)
    );
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
