import { appendFile, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Embedder } from "../../../src/core/ports/embedder.js";
import { ANALYSIS } from "../../../src/ingest/analysis.js";
import { type IngestOptions, type IngestReport, ingest } from "../../../src/ingest/ingest.js";
import type { LoadingPool } from "../../../src/ingest/loading/loading-pool.js";
import { embedder, limits, loader, notingLoader } from "../../support/ingest/fakes.js";
import { RecordingStore } from "../../support/ingest/recording-store.js";

describe("ingest", () => {
  let dir: string;
  let store: RecordingStore;
  /** The files that were read, in order; a `?` before one that was only to be read if it had changed. */
  let read: string[];

  const noting = notingLoader((path) => read.push(path));

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-ingest-"));
    store = new RecordingStore();
    read = [];
    await write("bread.txt", "Bread is baked from flour, water and salt.");
    await write("tea.md", "# Tea\n\nTea is brewed from leaves in hot water.");
  });

  afterEach(async () => {
    vi.useRealTimers();
    await rm(dir, { recursive: true });
  });

  async function write(path: string, text: string | Buffer): Promise<void> {
    await mkdir(join(dir, path, ".."), { recursive: true });
    await writeFile(join(dir, path), text);
  }

  function update(more: Partial<IngestOptions> = {}): Promise<IngestReport> {
    read = [];
    return ingest({ documentsDir: dir, store, embedder, loader: noting, ...more });
  }

  /** Ids by path. */
  function ids(): Record<string, string> {
    return Object.fromEntries([...store.contents.documents.values()].map(({ path, id }) => [path, id]));
  }

  /** The lists of a report that aren't empty. */
  function lists(report: IngestReport): Record<string, unknown> {
    const { added, changed, removed, renamed, unchanged, skipped, failed } = report;
    const all = { added, changed, removed, renamed, unchanged, skipped, failed };
    return Object.fromEntries(Object.entries(all).filter(([, files]) => files.length > 0));
  }

  describe("of files that change", () => {
    beforeEach(() => update());

    it("reads nothing and commits nothing if nothing has changed", async () => {
      const { length } = store.commits;
      expect(lists(await update())).toEqual({ unchanged: ["bread.txt", "tea.md"] });
      expect(read).toEqual([]);
      expect(store.commits).toHaveLength(length);
    });

    it("only hashes a file that was touched", async () => {
      await utimes(join(dir, "tea.md"), new Date(), new Date(2001, 1, 1));
      expect(lists(await update())).toEqual({ unchanged: ["bread.txt", "tea.md"] });
      expect(read).toEqual(["?tea.md"]);
      await update();
      expect(read).toEqual([]);
    });

    it("adds, changes and removes", async () => {
      const before = ids();
      await appendFile(join(dir, "bread.txt"), " It is good.");
      await rm(join(dir, "tea.md"));
      await write("sub/milk.txt", "Milk comes from cows.");
      expect(lists(await update())).toEqual({
        added: ["sub/milk.txt"],
        changed: ["bread.txt"],
        removed: ["tea.md"],
      });
      expect(ids()).toEqual({ "bread.txt": before["bread.txt"], "sub/milk.txt": expect.any(String) });
    });

    it("keeps the id of a file in another folder, and doesn't load it again", async () => {
      const before = ids();
      await mkdir(join(dir, "sub"));
      await rename(join(dir, "bread.txt"), join(dir, "sub", "bread.txt"));
      expect(lists(await update())).toEqual({
        renamed: [{ from: "bread.txt", to: "sub/bread.txt" }],
        unchanged: ["tea.md"],
      });
      expect(read).toEqual(["?sub/bread.txt"]);
      expect(ids()).toEqual({ "sub/bread.txt": before["bread.txt"], "tea.md": before["tea.md"] });
    });

    it("moves a document with a title of its own, and makes one anew that is named after its file", async () => {
      const before = ids();
      await rename(join(dir, "tea.md"), join(dir, "chai.md"));
      await rename(join(dir, "bread.txt"), join(dir, "loaf.txt"));
      expect(lists(await update())).toEqual({
        renamed: [
          { from: "tea.md", to: "chai.md" },
          { from: "bread.txt", to: "loaf.txt" },
        ],
      });
      expect(ids()).toEqual({ "chai.md": before["tea.md"], "loaf.txt": before["bread.txt"] });
      const titles = [...store.contents.documents.values()].map(({ path, title }) => [path, title]);
      expect(titles.sort()).toEqual([
        ["chai.md", "Tea"],
        ["loaf.txt", "Loaf"],
      ]);
      await update();
      expect(read).toEqual([]);
    });

    it("gives a new file at an old path an id of its own", async () => {
      const before = ids();
      await rename(join(dir, "tea.md"), join(dir, "chai.md"));
      await update();
      await write("tea.md", "# Mint\n\nMint is a herb.");
      expect(lists(await update())).toMatchObject({ added: ["tea.md"] });
      expect(ids()["chai.md"]).toBe(before["tea.md"]);
      expect(ids()["tea.md"]).not.toBe(before["tea.md"]);
    });

    it("takes one of two copies for the renamed file", async () => {
      const text = "Bread is baked from flour, water and salt.";
      await rm(join(dir, "bread.txt"));
      await write("a/bread.txt", text);
      await write("b/bread.txt", text);
      expect(lists(await update())).toEqual({
        added: ["b/bread.txt"],
        renamed: [{ from: "bread.txt", to: "a/bread.txt" }],
        unchanged: ["tea.md"],
      });
      expect(store.contents.documents.size).toBe(3);
    });

    it("keeps renamed ids when everything is made anew", async () => {
      await rename(join(dir, "tea.md"), join(dir, "chai.md"));
      await update();
      const before = ids();
      expect(lists(await update({ rebuild: true }))).toEqual({ unchanged: ["bread.txt", "chai.md"] });
      expect(read).toEqual(["bread.txt", "chai.md"]);
      expect(ids()).toEqual(before);
    });

    it("makes changes, renamings and removals seen all at once", async () => {
      const { length } = store.commits;
      await appendFile(join(dir, "bread.txt"), " It is good.");
      await rm(join(dir, "tea.md"));
      await update();
      expect(store.commits).toHaveLength(length + 1);
    });
  });

  describe("of files that can't be read", () => {
    const broken = {
      state: "failed",
      failed: [{ path: "bad.txt", reason: expect.stringContaining("bad.txt") }],
    };

    beforeEach(async () => {
      await write("bad.txt", Buffer.from([0, 1, 2, 255, 0]));
      await update();
    });

    it("goes on, and doesn't try again while the file stays as it is", async () => {
      expect(ids()).toEqual({ "bread.txt": expect.any(String), "tea.md": expect.any(String) });
      expect((await update()).failed).toEqual(broken.failed);
      expect(read).toEqual([]);
      expect((await update({ rebuild: true })).failed).toEqual(broken.failed);
      expect(read).toContain("bad.txt");
    });

    it("tries again when the file has changed, and forgets that it failed", async () => {
      await write("bad.txt", "Good now.");
      expect(lists(await update())).toMatchObject({ added: ["bad.txt"] });
      expect(store.contents.failures.size).toBe(0);
    });

    it("forgets the failure of a file that is gone", async () => {
      await rm(join(dir, "bad.txt"));
      expect(await update()).toMatchObject({ failed: [] });
      expect(store.contents.failures.size).toBe(0);
    });

    it("removes a document whose file can't be understood any more", async () => {
      await write("bread.txt", "x".repeat(limits.fileBytes + 1));
      expect(lists(await update())).toMatchObject({ failed: [{ path: "bad.txt" }, { path: "bread.txt" }] });
      expect(Object.keys(ids())).toEqual(["tea.md"]);
    });

    it("keeps a document whose file can't be opened for now, and tries again", async () => {
      await appendFile(join(dir, "bread.txt"), " It is good.");
      const locked: LoadingPool = {
        ...loader,
        load: async () => ({ state: "failed", reason: "locked", transient: true }),
      };
      const report = await update({ loader: locked });
      expect(report.failed).toContainEqual({ path: "bread.txt", reason: "locked" });
      expect(Object.keys(ids())).toContain("bread.txt");
      expect((await update()).changed).toEqual(["bread.txt"]);
    });
  });

  describe("that takes long", () => {
    /** Every file takes so long to embed. */
    function slow(ms: number): Embedder {
      vi.useFakeTimers({ toFake: ["performance"] });
      return {
        ...embedder,
        async embed(texts) {
          vi.advanceTimersByTime(ms);
          return texts.map(() => Float32Array.of(1));
        },
      };
    }

    /** Many more than are embedded ahead. */
    const MANY = 40;

    async function writeMany(): Promise<void> {
      for (let i = 0; i < MANY; i++) {
        await write(`many/${i}.txt`, `Number ${i} is a number.`);
      }
    }

    it("commits new documents on the way, and everything else at the end", async () => {
      await update();
      const { length } = store.commits;
      await writeMany();
      await appendFile(join(dir, "bread.txt"), " It is good.");
      await rm(join(dir, "tea.md"));
      await update({ embedder: slow(4000) });
      const states = store.commits.slice(length).map(({ documents }) => ({
        documents: documents.size,
        tea: [...documents.values()].some(({ path }) => path === "tea.md"),
        good: [...documents.values()].some(({ text }) => text.includes("It is good")),
      }));
      expect(states.length).toBeGreaterThan(2);
      for (const state of states.slice(0, -1)) {
        expect(state).toMatchObject({ tea: true, good: false });
      }
      expect(states.at(-1)).toEqual({ documents: MANY + 1, tea: false, good: true });
    });

    it("keeps what was committed when it is stopped, and goes on from there", async () => {
      await writeMany();
      const controller = new AbortController();
      const onProgress = ({ done }: { readonly done: number }) => done === MANY / 2 && controller.abort();
      const stopped = update({ embedder: slow(4000), signal: controller.signal, onProgress });
      await expect(stopped).rejects.toMatchObject({ code: "aborted" });
      const kept = store.contents.documents.size;
      expect(kept).toBeGreaterThan(2);
      expect((await update()).added).toHaveLength(MANY + 2 - kept);
    });

    /** Ingests with commits on the way, and stops before the last one. */
    async function stopMidway(): Promise<void> {
      const controller = new AbortController();
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) =>
        done === total && controller.abort();
      const { length } = store.commits;
      const stopped = update({ embedder: slow(40_000), signal: controller.signal, onProgress });
      await expect(stopped).rejects.toMatchObject({ code: "aborted" });
      expect(store.commits.length).toBeGreaterThan(length);
    }

    it("leaves an index that was empty partial until it has come to its end", async () => {
      await writeMany();
      await stopMidway();
      expect(await store.info()).toMatchObject({ isPartial: true });
      await write("new.txt", "This is new.");
      await stopMidway();
      expect(await store.info()).toMatchObject({ isPartial: true });
      // Everything may be there already but the last commit.
      await rm(join(dir, "new.txt"));
      await update();
      expect(await store.info()).toMatchObject({ isPartial: false, documents: MANY + 2 });
    });

    it("leaves an index that was filled complete", async () => {
      await update();
      await writeMany();
      await stopMidway();
      expect(await store.info()).toMatchObject({ isPartial: false });
    });

    it("rebuilds in one commit", async () => {
      await writeMany();
      await update();
      const { length } = store.commits;
      await update({ rebuild: true, embedder: slow(4000) });
      expect(store.commits).toHaveLength(length + 1);
    });

    it("looks again at what is to do if another ingest comes in between", async () => {
      await writeMany();
      const begin = store.begin.bind(store);
      let begun = 0;
      store.begin = async (fingerprint) => {
        // At the first commit on the way somebody else is quicker, and does all there is to do.
        if (++begun === 2) {
          await ingest({ documentsDir: dir, store, embedder, loader });
        }
        return begin(fingerprint);
      };
      const report = await update({ embedder: slow(4000) });
      expect(store.contents.documents.size).toBe(MANY + 2);
      expect([...report.added, ...report.unchanged]).toHaveLength(MANY + 2);
      expect(report.unchanged.length).toBeGreaterThan(0);
    });
  });

  it("waits until another ingest is done, and says so once", async () => {
    const other = await store.begin({ fingerprint: embedder.fingerprint, analysis: ANALYSIS });
    const begin = store.begin.bind(store);
    let attempts = 0;
    store.begin = async (origin) => {
      if (++attempts === 3) {
        await other.rollback();
      }
      return begin(origin);
    };
    let waits = 0;
    const report = await update({ onWait: () => void waits++ });
    expect(report.added).toEqual(["bread.txt", "tea.md"]);
    expect(waits).toBe(1);
  });

  it("stops waiting when it is told to", async () => {
    await store.begin({ fingerprint: embedder.fingerprint, analysis: ANALYSIS });
    const controller = new AbortController();
    const waiting = update({ signal: controller.signal, onWait: () => controller.abort() });
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
  });

  it("embeds everything again for another embedder, in one commit, and says so", async () => {
    await update();
    const { length } = store.commits;
    const other = { ...embedder, fingerprint: { ...embedder.fingerprint, model: "two" } };
    expect(await update({ embedder: other })).toMatchObject({
      reembedded: true,
      unchanged: ["bread.txt", "tea.md"],
      notices: [expect.stringMatching(/made with one.*embedded again with two/)],
    });
    expect(store.commits).toHaveLength(length + 1);
  });

  it("says when passages are in languages that the embedder doesn't know", async () => {
    await write("herbata.txt", "Herbata jest napojem przygotowywanym z liści herbaty zalanych gorącą wodą.");
    expect((await update()).notices).toEqual([expect.stringMatching(/Polish 1.*EMBEDDING_MODEL=/)]);
  });

  it("tells how far it is", async () => {
    const seen: string[] = [];
    await update({
      onProgress: ({ done, total, path, passages }) => seen.push(`${done}/${total} ${path} ${passages}`),
    });
    expect(seen).toEqual(["0/2 bread.txt 1", "1/2 bread.txt 1", "1/2 tea.md 2", "2/2 tea.md 2"]);
  });

  it("removes nothing when the folder is empty all at once, as with a drive that isn't mounted, unless told to", async () => {
    await update();
    await rm(join(dir, "tea.md"));
    await rm(join(dir, "bread.txt"));
    await expect(update()).rejects.toMatchObject({
      code: "documents_folder_empty",
      message: expect.stringMatching(/2 documents.*--rebuild/),
    });
    expect(Object.keys(ids()).sort()).toEqual(["bread.txt", "tea.md"]);
    expect(await update({ rebuild: true })).toMatchObject({ removed: ["bread.txt", "tea.md"], documents: 0 });
  });

  it("removes the last document", async () => {
    await update();
    await rm(join(dir, "tea.md"));
    await update();
    await rm(join(dir, "bread.txt"));
    expect(lists(await update())).toEqual({ removed: ["bread.txt"] });
  });

  it("leaves the index as it was, and free, when something fails", async () => {
    await update();
    await write("milk.txt", "Milk comes from cows.");
    await rm(join(dir, "tea.md"));
    const broken: Embedder = { ...embedder, embed: () => Promise.reject(new Error("broken")) };
    await expect(update({ embedder: broken })).rejects.toThrow("broken");
    await expect(update({ documentsDir: join(dir, "nowhere") })).rejects.toMatchObject({
      code: "documents_folder_missing",
    });
    expect(Object.keys(ids()).sort()).toEqual(["bread.txt", "tea.md"]);
    expect(lists(await update())).toMatchObject({ added: ["milk.txt"], removed: ["tea.md"] });
  });
});
