import { describe, expect, it } from "vitest";
import { createPacer } from "../../../../src/embedding/pacer.js";
import { remotePace, sharePace } from "../../../../src/server/cluster/shared-pace.js";
import { connectChannels } from "../../../support/server/connect-channels.js";

const signal = new AbortController().signal;

describe("requests of several processes to a provider", () => {
  it("take turns one after another, whichever process sends them", async () => {
    const waits: number[] = [];
    const pacer = createPacer(60, { now: () => 0, wait: async (ms) => void waits.push(ms) });
    const [one, two] = [connectChannels(), connectChannels()].map(({ asking, answering }) => {
      sharePace(answering, pacer);
      return remotePace(asking);
    });
    await one?.(signal);
    await two?.(signal);
    await pacer(signal);
    await one?.(signal);
    expect(waits).toEqual([1000, 2000, 3000]);
  });

  it("stop waiting when they are aborted, here and in the primary", async () => {
    const { asking, answering } = connectChannels();
    let isAborted = false;
    sharePace(answering, async (waiting) => {
      await new Promise((resolve) => waiting.addEventListener("abort", resolve));
      isAborted = true;
    });
    const caller = new AbortController();
    const turn = remotePace(asking)(caller.signal);
    caller.abort();
    await expect(turn).rejects.toMatchObject({ code: "aborted" });
    await new Promise(setImmediate);
    expect(isAborted).toBe(true);
  });
});
