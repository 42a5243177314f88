import { readFile } from "node:fs/promises";
import { sumOverTree } from "./process-tree.js";

/** What this process holds now, in megabytes. */
export function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}

/** What a process and its children hold now, resident, in bytes; what they share counts for each. Linux only. */
export function residentBytes(pid: number): Promise<number> {
  return sumOverTree(pid, async (member) => {
    const status = await readFile(`/proc/${member}/status`, "utf8").catch(() => "");
    return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024;
  });
}
