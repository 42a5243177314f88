import { availableParallelism } from "node:os";
import process from "node:process";
import type { Config } from "../../config/config.js";

/**
 * How many processes answer: one less than there are cores by default, which leaves one to the primary's ingests. On
 * Windows it is one by default, since nobody has tried more there.
 */
export function workerCount({ workers }: Pick<Config, "workers">): number {
  const byDefault = process.platform === "win32" ? 1 : availableParallelism() - 1;
  return workers ?? Math.max(1, byDefault);
}

/** What one of several workers goes by: limits that are meant for the whole server are shared out. */
export function configOfWorker(config: Config, count: number): Config {
  const { limits, embedding } = config;
  const { requestsPerMinute } = embedding;
  return {
    ...config,
    limits: {
      ...limits,
      concurrentRequests: Math.ceil(limits.concurrentRequests / count),
      queue: Math.ceil(limits.queue / count),
    },
    embedding: {
      ...embedding,
      requestsPerMinute: requestsPerMinute && atLeastOne(requestsPerMinute / 2 / count),
    },
  };
}

function atLeastOne(count: number): number {
  return Math.max(1, Math.floor(count));
}
