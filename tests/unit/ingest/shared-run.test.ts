import { describe, expect, it } from "vitest";
import type { IngestReport } from "../../../src/ingest/report.js";
import { type IngestWork, SharedRun } from "../../../src/ingest/shared-run.js";
import { emptyReport } from "../../support/ingest/fakes.js";

/** Work that goes on until it is told to stop. */
function endless({ signal }: IngestWork): Promise<IngestReport> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("stopped")));
  });
}

describe("an ingest that several wait for", () => {
  it("tells everybody how far it is and how it ended", async () => {
    const run = new SharedRun();
    const seen: string[] = [];
    const onProgress = (name: string) => () => seen.push(name);
    const waiting = [run.join({ onProgress: onProgress("a") }), run.join({ onProgress: onProgress("b") })];
    await run.start(async (work) => {
      work.onProgress({ done: 1, total: 2, path: "x", passages: 3 });
      return emptyReport;
    });
    expect(await Promise.all(waiting)).toEqual([emptyReport, emptyReport]);
    expect(seen).toEqual(["a", "b"]);
  });

  it("tells everybody that it failed", async () => {
    const run = new SharedRun();
    const waiting = Promise.allSettled([run.join({}), run.join({})]);
    await run.start(() => Promise.reject(new Error("broken")));
    expect((await waiting).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("rebuilds if anybody wants it", async () => {
    const run = new SharedRun();
    const waiting = [run.join({}), run.join({ rebuild: true })];
    let rebuild: boolean | undefined;
    await run.start(async (work) => {
      rebuild = work.rebuild;
      return emptyReport;
    });
    await Promise.all(waiting);
    expect(rebuild).toBe(true);
  });

  it("goes on when one who waited leaves, and stops with the last", async () => {
    const run = new SharedRun();
    const [first, last] = [new AbortController(), new AbortController()];
    const firstEnd = run.join({ signal: first.signal });
    const lastEnd = run.join({ signal: last.signal });
    const work: IngestWork[] = [];
    const ended = run.start((options) => {
      work.push(options);
      return endless(options);
    });
    first.abort();
    await expect(firstEnd).rejects.toMatchObject({ code: "aborted" });
    expect(work[0]?.signal.aborted).toBe(false);
    last.abort();
    await expect(lastEnd).rejects.toThrow("stopped");
    await ended;
  });

  it("isn't begun for nobody", async () => {
    const run = new SharedRun();
    const waiting = run.join({ signal: AbortSignal.abort() });
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
    await run.start(() => Promise.reject(new Error("begun")));
  });
});
