import { describe, expect, it } from "vitest";
import { loadConfig } from "../../../../src/config/config.js";
import { usableCores } from "../../../../src/core/usable-cores.js";
import { configOfWorker, workerCount } from "../../../../src/server/cluster/shares.js";

/** What each of so many workers goes by. */
function limitsOf(environment: Readonly<Record<string, string>>, count: number) {
  const config = loadConfig(environment, "/nowhere");
  return Array.from({ length: count }, (_, i) => configOfWorker(config, i + 1, count).limits);
}

describe("what workers do at the same time", () => {
  it("adds up to the setting", () => {
    const limits = limitsOf({ MAX_CONCURRENT_REQUESTS: "8", MAX_QUEUE: "100" }, 3);
    expect(limits.map(({ concurrentRequests }) => concurrentRequests)).toEqual([3, 3, 2]);
    expect(limits.map(({ queue }) => queue)).toEqual([34, 33, 33]);
  });

  it("is one thing at least, although nothing may wait", () => {
    const limits = limitsOf({ MAX_CONCURRENT_REQUESTS: "1", MAX_QUEUE: "0" }, 2);
    expect(limits.map(({ concurrentRequests }) => concurrentRequests)).toEqual([1, 1]);
    expect(limits.map(({ queue }) => queue)).toEqual([0, 0]);
  });
});

describe("the number of workers", () => {
  it("is the setting, or one less than there are cores and at least 1", () => {
    expect(workerCount({ workers: 5 })).toBe(5);
    const byDefault = process.platform === "win32" ? 1 : Math.max(1, usableCores() - 1);
    expect(workerCount({ workers: undefined })).toBe(byDefault);
  });
});
