/** Windows has no groups of processes; there Node ends what a process has started together with it. */
export const HAS_GROUPS = process.platform !== "win32";

/**
 * Ends a process at once, together with the programs that it has started.
 * @param leader the id of a process that was started as the leader of a group
 */
export function killGroup(leader: number): void {
  try {
    process.kill(HAS_GROUPS ? -leader : leader, "SIGKILL");
  } catch {
    // All of it has ended already.
  }
}

/** Ends this process at once, and if it leads a group the programs that it has started. */
export function killThisProcess(): void {
  killGroup(process.pid);
  // Reached where it leads none.
  process.kill(process.pid, "SIGKILL");
}
