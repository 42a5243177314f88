/** The memory that this process holds now, resident, in megabytes. */
export function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}
