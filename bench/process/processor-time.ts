import { readFile } from "node:fs/promises";
import { sumOverTree } from "./process-tree.js";

/** Linux counts processor time in hundredths of a second, whatever its kernel was built with. */
const TICK_MS = 10;

/** Where user and system time stand among the fields behind the name, with those of children that have ended. */
const TIMES = [11, 12, 13, 14];

/**
 * How much of the processor a process has used in all its threads, with its children, in milliseconds; to ten of them.
 * Linux only.
 */
export function processorMs(pid: number): Promise<number> {
  return sumOverTree(pid, ownProcessorMs);
}

async function ownProcessorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name stands in brackets, and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return TIMES.reduce((sum, field) => sum + TICK_MS * Number(fields[field]), 0);
}
