import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changesOnly } from "../../../src/cli/changes-only.js";
import type { IngestReport } from "../../../src/ingest/ingest.js";
import {
  createIngestScheduler,
  type IngestScheduler,
  type IngestSchedulerOptions,
  type IngestStatus,
} from "../../../src/ingest/ingest-scheduler.js";
import { dropFile } from "../../support/drop-file.js";
import { embedder, loader } from "../../support/ingest/fakes.js";
import { RecordingStore } from "../../support/ingest/recording-store.js";

describe("the scheduler", () => {
  let dir: string;
  let store: RecordingStore;
  let scheduler: IngestScheduler;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-scheduler-"));
    await writeFile(join(dir, "bread.txt"), "Bread is baked from flour.");
    store = new RecordingStore();
    scheduler = open();
  });

  afterEach(async () => {
    await scheduler.close();
    await rm(dir, { recursive: true, force: true });
  });

  function open(more: Partial<IngestSchedulerOptions> = {}): IngestScheduler {
    return createIngestScheduler({ documentsDir: dir, store, embedder, loader, ...more });
  }

  it("knows nothing before its first ingest, and what it did after it", async () => {
    expect(scheduler.status()).toEqual({
      running: false,
      progress: null,
      lastReport: null,
      lastError: null,
      finishedAt: null,
    });
    const report = await scheduler.ingest();
    expect(report.added).toEqual(["bread.txt"]);
    expect(scheduler.status()).toEqual({
      running: false,
      progress: null,
      lastReport: report,
      lastError: null,
      finishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it("says how far a running ingest is", async () => {
    const seen: unknown[] = [];
    await scheduler.ingest({ onProgress: () => seen.push(scheduler.status()) });
    expect(seen.at(-1)).toMatchObject({ running: true, progress: { done: 1, total: 1, path: "bread.txt" } });
  });

  it("tells every change of its status, until nobody wants to know", async () => {
    const told: IngestStatus[] = [];
    const stop = scheduler.onStatus((status) => told.push(status));
    await scheduler.ingest();
    expect(told.map(({ running }) => running)).toEqual([...told.slice(1).map(() => true), false]);
    expect(told.at(-1)).toBe(scheduler.status());
    stop();
    const before = told.length;
    await scheduler.ingest();
    expect(told).toHaveLength(before);
  });

  it("runs once more for all who ask while an ingest is running", async () => {
    const first = scheduler.ingest();
    const later = [scheduler.ingest(), scheduler.ingest({ rebuild: true }), scheduler.ingest()];
    const reports = new Set(await Promise.all(later));
    expect(reports.size).toBe(1);
    expect(reports.has(await first)).toBe(false);
    expect(store.commits).toHaveLength(2);
  });

  it("remembers why an ingest failed, without the folder's path, until one succeeds", async () => {
    await rename(dir, `${dir}-away`);
    await expect(scheduler.ingest()).rejects.toMatchObject({ code: "documents_folder_missing" });
    const { lastError, finishedAt } = scheduler.status();
    expect(lastError).toContain("folder can't be read");
    expect(lastError).not.toContain(dir);
    expect(finishedAt).not.toBeNull();
    await rename(`${dir}-away`, dir);
    await scheduler.ingest();
    expect(scheduler.status().lastError).toBeNull();
  });

  it("stops the running ingest when it is closed, and begins no other", async () => {
    let isClosing: Promise<void> | undefined;
    await writeFile(join(dir, "tea.txt"), "Tea is brewed from leaves.");
    const stopped = scheduler.ingest({
      onProgress: () => {
        isClosing ??= scheduler.close();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: "aborted" });
    await isClosing;
    await expect(scheduler.ingest()).rejects.toThrow("closed");
    expect(store.commits).toEqual([]);
  });

  describe.each(["events", "polling"] as const)("watching by %s", (mode) => {
    let outcomes: (IngestReport | Error)[];
    let wake: () => void;

    beforeEach(() => {
      outcomes = [];
      wake = () => {};
    });

    async function watch(): Promise<void> {
      // A late event brings an ingest that finds nothing to do.
      const tell = changesOnly((outcome) => {
        outcomes.push(outcome);
        wake();
      });
      await scheduler.watch(mode, tell);
      await next();
    }

    /** The next outcome that wasn't asked for before. */
    async function next(): Promise<IngestReport | Error> {
      while (outcomes.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const [first, ...others] = outcomes;
      outcomes = others;
      if (first === undefined) {
        throw new Error("expected an outcome");
      }
      return first;
    }

    it("takes in what was there before, and what is added, changed, moved and removed", async () => {
      await watch();
      expect(store.contents.documents.size).toBe(1);
      await mkdir(join(dir, "sub"));
      await dropFile(dir, "sub/tea.txt", "Tea is brewed from leaves.");
      expect(await next()).toMatchObject({ added: ["sub/tea.txt"] });
      await dropFile(dir, "sub/tea.txt", "Tea is brewed from leaves in hot water.");
      expect(await next()).toMatchObject({ changed: ["sub/tea.txt"] });
      await rename(join(dir, "sub"), join(dir, "drinks"));
      expect(await next()).toMatchObject({ renamed: [{ from: "sub/tea.txt", to: "drinks/tea.txt" }] });
      await rm(join(dir, "bread.txt"));
      expect(await next()).toMatchObject({ removed: ["bread.txt"] });
    });

    it("makes one ingest of many changes", async () => {
      await watch();
      const paths = Array.from({ length: 20 }, (_, i) => `${String(i).padStart(2, "0")}.txt`);
      // In one turn of the event loop, so that no stall of the machine makes two bursts of them.
      for (const path of paths) {
        writeFileSync(join(dir, path), `Text of ${path}.`);
      }
      expect(await next()).toMatchObject({ added: paths });
    });

    it("looks again when .footnoteignore changes", async () => {
      await watch();
      await dropFile(dir, ".footnoteignore", "bread.txt\n");
      expect(await next()).toMatchObject({ removed: ["bread.txt"], ignored: 1 });
    });
  });

  it("tells of an ingest that fails, and goes on watching", async () => {
    const outcomes: (IngestReport | Error)[] = [];
    let isBroken = true;
    await scheduler.close();
    scheduler = open({
      embedder: {
        ...embedder,
        embed: async (texts, ...rest) => {
          if (isBroken) {
            throw new Error("broken");
          }
          return embedder.embed(texts, ...rest);
        },
      },
    });
    const told = new Promise<void>((resolve) => {
      void scheduler.watch("events", (outcome) => {
        outcomes.push(outcome);
        if (isBroken) {
          void writeFile(join(dir, "tea.txt"), "Tea is brewed from leaves.");
        } else {
          resolve();
        }
        isBroken = false;
      });
    });
    await told;
    expect(outcomes).toEqual([
      new Error("broken"),
      expect.objectContaining({ added: ["bread.txt", "tea.txt"] }),
    ]);
  });
});
