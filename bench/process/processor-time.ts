import { readdir, readFile } from "node:fs/promises";
import { sumOverTree } from "./process-tree.js";

/** Linux counts processor time in hundredths of a second, whatever its kernel was built with. */
const TICK_MS = 10;

/** Where user and system time stand among the fields behind the name, … */
const OWN = [11, 12];

/** … and those of children that have ended. */
const WITH_ENDED = [...OWN, 13, 14];

/**
 * How much of the processor a process has used in all its threads, with its children, in milliseconds; to ten of them.
 * Linux only.
 */
export function processorMs(pid: number): Promise<number> {
  return sumOverTree(pid, async (member) => {
    return timesIn(await readFile(`/proc/${member}/stat`, "utf8"), WITH_ENDED);
  });
}

/** The same of one process without its children. @returns undefined if it has ended */
export async function ownProcessorMs(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat === undefined ? undefined : timesIn(stat, OWN);
}

/** The same of each thread of a process that hasn't ended; the main thread has the process's number. */
export async function threadProcessorMs(pid: number): Promise<Map<number, number>> {
  const folder = `/proc/${pid}/task`;
  const times = new Map<number, number>();
  for (const thread of await readdir(folder).catch(() => [])) {
    const stat = await readFile(`${folder}/${thread}/stat`, "utf8").catch(() => undefined);
    if (stat !== undefined) {
      times.set(Number(thread), timesIn(stat, OWN));
    }
  }
  return times;
}

function timesIn(stat: string, which: readonly number[]): number {
  // The name stands in brackets, and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return which.reduce((sum, field) => sum + TICK_MS * Number(fields[field]), 0);
}
