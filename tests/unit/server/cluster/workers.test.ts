import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import { Channel } from "../../../../src/server/cluster/channel.js";
import type { Ending, WorkerProcess } from "../../../../src/server/cluster/worker-process.js";
import { Workers } from "../../../../src/server/cluster/workers.js";
import { recordLog } from "../../../support/server/record-log.js";

const KILLED: Ending = { code: null, signal: "SIGKILL", reason: undefined };

/** A process that starts, ends and stops as it is told. */
function fakeProcess() {
  const events = new EventEmitter();
  const start = () => events.emit("started", "http://localhost:1");
  const end = (ending: Ending = KILLED) => events.emit("ended", ending);
  const process: WorkerProcess = {
    pid: 1,
    channel: new Channel({ send: () => {}, onMessage: () => {}, onClose: () => {} }),
    started: new Promise((resolve) => events.once("started", resolve)),
    ended: new Promise((resolve) => events.once("ended", resolve)),
    stop: vi.fn(),
    kill: vi.fn(() => end()),
  };
  return { process, start, end };
}

function setUp(count = 2) {
  const forks: (ReturnType<typeof fakeProcess> & { readonly number: number })[] = [];
  const { log, lines } = recordLog();
  const onCrash = vi.fn();
  const workers = new Workers({
    count,
    log,
    onCrash,
    fork: (number) => {
      const fork = { number, ...fakeProcess() };
      forks.push(fork);
      return fork.process;
    },
  });
  return { workers, forks, lines, onCrash };
}

describe("workers", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function started(count?: number) {
    const all = setUp(count);
    const url = all.workers.start();
    for (const { start } of all.forks) {
      start();
    }
    expect(await url).toBe("http://localhost:1");
    return all;
  }

  it("that can't start end the others, with the reason of the first", async () => {
    const { workers, forks } = setUp();
    const url = workers.start();
    forks[0]?.start();
    forks[1]?.end({ code: 1, signal: null, reason: new FootnoteError("cannot_listen", "In use.") });
    await expect(url).rejects.toMatchObject({ code: "cannot_listen" });
    expect(forks[0]?.process.kill).toHaveBeenCalled();
    expect(forks).toHaveLength(2);
  });

  it("that end before they say why tell how", async () => {
    const { workers, forks } = setUp();
    const url = workers.start();
    forks[0]?.end();
    await expect(url).rejects.toMatchObject({
      code: "process_failed",
      message: expect.stringMatching(/SIGKILL.*memory/),
    });
  });

  it("that end are started again under their number, after a pause that grows, and counted", async () => {
    const { forks, lines, onCrash } = await started();
    forks[1]?.end();
    await vi.advanceTimersByTimeAsync(99);
    expect(forks).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(forks.map(({ number }) => number)).toEqual([1, 2, 2]);
    forks[2]?.end();
    await vi.advanceTimersByTimeAsync(199);
    expect(forks).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(forks).toHaveLength(4);
    expect(onCrash.mock.calls).toEqual([[2], [2]]);
    expect(lines).toMatchObject([
      { worker: 2, signal: "SIGKILL", pauseMs: 100 },
      { worker: 2, signal: "SIGKILL", pauseMs: 200 },
    ]);
  });

  it("that were steady are started again at once the next time, and for ever", async () => {
    const { workers, forks, onCrash } = await started(1);
    const failed = vi.fn();
    workers.failure.catch(failed);
    for (let crash = 0; crash < 20; crash++) {
      await vi.advanceTimersByTimeAsync(10_000);
      forks.at(-1)?.end();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(onCrash).toHaveBeenCalledTimes(20);
    expect(forks).toHaveLength(21);
    expect(failed).not.toHaveBeenCalled();
  });

  it("that all end again and again make the server give up, with the last reason", async () => {
    const { workers, forks } = await started();
    const failure = expect(workers.failure).rejects.toMatchObject({ code: "index_damaged" });
    const reason = new FootnoteError("index_damaged", "The index is damaged.");
    for (let round = 0; round < 5; round++) {
      for (const { end } of forks.slice(-2)) {
        end({ code: 1, signal: null, reason });
      }
      await vi.advanceTimersByTimeAsync(10_000);
    }
    await failure;
    expect(forks).toHaveLength(2 + 2 * 4 + 1);
  });

  it("of which one is steady go on without the other", async () => {
    const { workers, forks } = await started();
    const failed = vi.fn();
    workers.failure.catch(failed);
    await vi.advanceTimersByTimeAsync(10_000);
    for (let crash = 0; crash < 20; crash++) {
      forks.at(-1)?.end();
      await vi.advanceTimersByTimeAsync(9_999);
    }
    expect(failed).not.toHaveBeenCalled();
  });

  it("stop when they are told, and are killed if they don't", async () => {
    const { workers, forks, onCrash } = await started();
    const stopped = workers.stop(1000);
    expect(forks[0]?.process.stop).toHaveBeenCalledWith(1000);
    forks[0]?.end({ code: 0, signal: null, reason: undefined });
    await vi.advanceTimersByTimeAsync(5999);
    expect(forks[1]?.process.kill).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(forks[1]?.process.kill).toHaveBeenCalled();
    await stopped;
    expect(forks).toHaveLength(2);
    expect(onCrash).not.toHaveBeenCalled();
  });

  it("that wait to be started again aren't when all are stopped", async () => {
    const { workers, forks } = await started();
    forks[1]?.end();
    await vi.advanceTimersByTimeAsync(50);
    const stopped = workers.stop(1000);
    forks[0]?.end({ code: 0, signal: null, reason: undefined });
    await stopped;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(forks).toHaveLength(2);
  });
});
