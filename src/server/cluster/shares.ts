import process from "node:process";
import type { Config } from "../../config/config.js";
import { usableCores } from "../../core/usable-cores.js";

/**
 * How many processes answer: one less than there are cores by default, which leaves one to the primary's ingests. On
 * Windows it is one by default, since nobody has tried more there.
 */
export function workerCount({ workers }: Pick<Config, "workers">): number {
  const byDefault = process.platform === "win32" ? 1 : usableCores() - 1;
  return workers ?? Math.max(1, byDefault);
}

/**
 * What one of several workers goes by. What a whole server does at the same time is shared out, so that the shares add
 * up to the setting; only a worker that could do nothing at all is let do one thing.
 * @param number of the worker, from 1 to `count`
 */
export function configOfWorker(config: Config, number: number, count: number): Config {
  const { limits } = config;
  return {
    ...config,
    limits: {
      ...limits,
      concurrentRequests: Math.max(1, share(limits.concurrentRequests, number, count)),
      queue: share(limits.queue, number, count),
    },
  };
}

/** The first workers have one more of what can't be shared evenly. */
function share(total: number, number: number, count: number): number {
  return Math.floor(total / count) + (number <= total % count ? 1 : 0);
}
