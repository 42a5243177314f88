import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Microseconds of processor time in each period, or `max`, and the period: Linux, cgroup v2. */
const CPU_MAX = "/sys/fs/cgroup/cpu.max";

/**
 * How many cores this process may use; at least 1. Node 20 doesn't know a container's limit and would count all cores of
 * the machine.
 * @param cpuMax the file that holds the limit; where there is none, there is no limit
 */
export function usableCores(cpuMax = CPU_MAX): number {
  const limit = Math.max(1, Math.floor(coreLimit(cpuMax)));
  return Math.min(availableParallelism(), limit);
}

function coreLimit(file: string): number {
  try {
    const [quota, period] = readFileSync(file, "utf8").trim().split(" ").map(Number);
    const limit = Number(quota) / Number(period);
    return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
