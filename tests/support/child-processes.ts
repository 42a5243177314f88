import { readdir, readFile } from "node:fs/promises";

/** The loading processes that a process has started and that are alive. Linux only. */
export async function loadingProcesses(parent: number = process.pid): Promise<number[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(pids.map(async (pid) => ((await isLoading(pid, parent)) ? [pid] : [])));
  return found.flat();
}

async function isLoading(pid: number, parent: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // Behind the name in parentheses: the state, then the parent.
    const [state, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || Number(ppid) !== parent) {
      return false;
    }
    return (await readFile(`/proc/${pid}/cmdline`, "utf8")).includes("loading/process.js");
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
