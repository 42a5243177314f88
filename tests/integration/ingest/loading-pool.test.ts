import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, readlink, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createLoadingPool,
  type FileLimits,
  type LoadingPool,
  type LoadResult,
} from "../../../src/ingest/loading/loading-pool.js";
import { loadingProcesses } from "../../support/child-processes.js";
import { whereStartsFail } from "../../support/failing-starts.js";
import { until } from "../../support/wait-for.js";
import { repository } from "../../support/workspace.js";

const generous: FileLimits = {
  characters: 500_000_000,
  pages: 1000,
  unpackedBytes: 100_000_000,
  nesting: 100,
  fileBytes: 500_000_000,
  timeoutMs: 60_000,
};

describe("the loading pool", () => {
  let dir: string;
  const pools: LoadingPool[] = [];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-loading-"));
    await writeFile(join(dir, "bread.txt"), "Bread is baked from flour.\n\nIt is good.");
  });

  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
    await rm(dir, { recursive: true });
  });

  function open(limits: Partial<FileLimits> = {}, processes = 1, idleMs?: number): LoadingPool {
    const pool = createLoadingPool({
      limits: { ...generous, ...limits },
      processes,
      ...(idleMs !== undefined && { idleMs }),
    });
    pools.push(pool);
    return pool;
  }

  function load(
    pool: LoadingPool,
    path: string,
    knownHash?: string,
    signal?: AbortSignal,
  ): Promise<LoadResult> {
    return pool.load(
      { absolute: join(dir, path), path, ...(knownHash !== undefined && { knownHash }) },
      signal,
    );
  }

  /** The process of a pool of one that has read a file. */
  async function used(pool: LoadingPool): Promise<number> {
    await load(pool, "bread.txt");
    const [pid, ...others] = loadingProcesses();
    if (pid === undefined || others.length > 0) {
      throw new Error("expected one loading process");
    }
    return pid;
  }

  it("reads, hashes, loads and cuts a file", async () => {
    const bytes = await readFile(join(dir, "bread.txt"));
    const result = await load(open(), "bread.txt");
    expect(result).toMatchObject({
      state: "loaded",
      contentHash: createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.byteLength,
      format: "text",
      document: { title: "Bread", text: bytes.toString() },
      split: {
        language: "en",
        paragraphs: [
          { start: 0, end: 26 },
          { start: 28, end: 39 },
        ],
      },
    });
  });

  it("only tells that the content is the known one", async () => {
    const pool = open();
    const { contentHash } = (await load(pool, "bread.txt")) as LoadResult & { state: "loaded" };
    expect(await load(pool, "bread.txt", contentHash)).toEqual({
      state: "unchanged",
      contentHash,
      bytes: 39,
    });
  });

  it("uses one process for many files, and as many as it may for files at the same time", async () => {
    const pool = open({}, 2);
    await load(pool, "bread.txt");
    await load(pool, "bread.txt");
    expect(loadingProcesses()).toHaveLength(1);
    await Promise.all(Array.from({ length: 5 }, () => load(pool, "bread.txt")));
    expect(loadingProcesses()).toHaveLength(2);
  });

  it("tells what can't be opened, for now, from what can't be understood", async () => {
    execFileSync("mkfifo", [join(dir, "pipe.txt")]);
    await symlink(join(dir, "bread.txt"), join(dir, "link.txt"));
    await writeFile(join(dir, "binary.txt"), Buffer.from([0, 1, 2, 0, 0, 255]));
    const pool = open();
    const failure = (reason: string, transient: boolean) => ({
      state: "failed",
      reason: expect.stringContaining(reason),
      transient,
    });
    expect(await load(pool, "nowhere.txt")).toEqual(failure("removed", true));
    expect(await load(pool, "link.txt")).toEqual(failure("symbolic", true));
    expect(await load(pool, "pipe.txt")).toEqual(failure("regular file", true));
    expect(await load(pool, ".")).toEqual(failure("regular file", true));
    expect(await load(pool, "binary.txt")).toEqual(failure("binary.txt", false));
  });

  it("reads no more of a file than it may", async () => {
    expect(await load(open({ fileBytes: 39 }), "bread.txt")).toMatchObject({ state: "loaded" });
    expect(await load(open({ fileBytes: 38 }), "bread.txt")).toEqual({
      state: "failed",
      reason: expect.stringContaining("larger than 38 bytes"),
      transient: false,
    });
  });

  it("gives up a file that takes too long, and reads the next in a fresh process", async () => {
    const pool = open({ timeoutMs: 3000 });
    // Only their timers pass: a process may take longer to start than that on a busy machine.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const pid = await used(pool);
    process.kill(pid, "SIGSTOP");
    const timers = vi.getTimerCount();
    const result = load(pool, "bread.txt");
    await until(() => vi.getTimerCount() > timers);
    vi.advanceTimersByTime(3000);
    expect(await result).toEqual({
      state: "failed",
      reason: "reading it took longer than 3 s",
      transient: false,
    });
    expect(await load(pool, "bread.txt")).toMatchObject({ state: "loaded" });
    expect(loadingProcesses()).not.toContain(pid);
  });

  it("gives up a file that a process crashes over, and reads the next in a fresh one", async () => {
    // Sparse, so it takes no room, but reading it takes a while.
    await writeFile(join(dir, "bomb.txt"), "");
    await truncate(join(dir, "bomb.txt"), 200_000_000);
    const pool = open();
    const result = load(pool, "bomb.txt");
    await until(async () => {
      const [pid] = loadingProcesses();
      return (
        pid !== undefined && (await isReading(pid, join(dir, "bomb.txt"))) && process.kill(pid, "SIGKILL")
      );
    });
    expect(await result).toEqual({
      state: "failed",
      reason: "the parser ran out of memory or crashed",
      transient: false,
    });
    expect(await load(pool, "bread.txt")).toMatchObject({ state: "loaded" });
  });

  it("starts another process when one dies before it has taken the file, up to three", async () => {
    await whereStartsFail(1, async () => {
      expect(await load(open(), "bread.txt")).toMatchObject({ state: "loaded" });
    });
    await whereStartsFail(3, async (starts) => {
      const pool = open();
      await expect(load(pool, "bread.txt")).rejects.toThrow("can't be started");
      expect(await starts()).toBe(3);
      expect(await load(pool, "bread.txt")).toMatchObject({ state: "loaded" });
    });
  });

  it("tries a file again if its process crashes that has read others before", async () => {
    const pool = open();
    const pid = await used(pool);
    process.kill(pid, "SIGSTOP");
    const result = load(pool, "bread.txt");
    process.kill(pid, "SIGKILL");
    expect(await result).toMatchObject({ state: "loaded" });
  });

  it("replaces a process that has died in its sleep", async () => {
    const pool = open();
    const pid = await used(pool);
    process.kill(pid, "SIGKILL");
    await until(() => loadingProcesses().length === 0);
    expect(await load(pool, "bread.txt")).toMatchObject({ state: "loaded" });
  });

  it("ends processes that have had nothing to read for a while, and starts others when it must", async () => {
    const pool = open({}, 2, 1);
    for (let i = 0; i < 2; i++) {
      const results = await Promise.all([load(pool, "bread.txt"), load(pool, "bread.txt")]);
      expect(results).toMatchObject([{ state: "loaded" }, { state: "loaded" }]);
      await until(() => loadingProcesses().length === 0);
    }
  });

  it("stops reading when nobody wants the result any more", async () => {
    const pool = open();
    const pid = await used(pool);
    process.kill(pid, "SIGSTOP");
    const controller = new AbortController();
    const result = load(pool, "bread.txt", undefined, controller.signal);
    // The process has the file by then.
    setTimeout(() => controller.abort(), 50);
    await expect(result).rejects.toMatchObject({ code: "aborted" });
    await until(() => !loadingProcesses().includes(pid));
    await expect(load(pool, "bread.txt", undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: "aborted",
    });
    expect(await load(pool, "bread.txt")).toMatchObject({ state: "loaded" });
  });

  it("ends its processes, and what they read, when it is closed", async () => {
    const pool = open();
    process.kill(await used(pool), "SIGSTOP");
    const result = load(pool, "bread.txt");
    await Promise.all([expect(result).rejects.toThrow("closed"), pool.close()]);
    await until(() => loadingProcesses().length === 0);
    await expect(load(pool, "bread.txt")).rejects.toThrow("closed");
  });

  it("gives a process no keys", async () => {
    process.env["FOOTNOTE_TEST_KEY"] = "secret";
    try {
      const pid = await used(open());
      expect(await readFile(`/proc/${pid}/environ`, "utf8")).not.toContain("secret");
    } finally {
      delete process.env["FOOTNOTE_TEST_KEY"];
    }
  });

  it("leaves an interrupt of the whole process group to the parent", async () => {
    const pool = open();
    const pid = await used(pool);
    process.kill(pid, "SIGINT");
    process.kill(pid, "SIGTERM");
    await load(pool, "bread.txt");
    expect(loadingProcesses()).toEqual([pid]);
  });

  it.each(["SIGKILL", "SIGTERM"] as const)("doesn't outlive a parent that ends by %s", async (signal) => {
    const script = `
      import { createLoadingPool } from "./dist/ingest/loading/loading-pool.js";
      const pool = createLoadingPool({ limits: ${JSON.stringify(generous)}, processes: 1 });
      await pool.load({ absolute: ${JSON.stringify(join(dir, "bread.txt"))}, path: "bread.txt" });
      console.log("loaded");
      setInterval(() => {}, 1000);
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: repository });
    await once(parent.stdout, "data");
    const children = loadingProcesses(parent.pid);
    expect(children).toHaveLength(1);
    parent.kill(signal);
    await until(() => children.every((pid) => !isAlive(pid)));
  });

  it("doesn't keep its parent alive", async () => {
    const script = `
      import { createLoadingPool } from "./dist/ingest/loading/loading-pool.js";
      const pool = createLoadingPool({ limits: ${JSON.stringify(generous)}, processes: 1 });
      await pool.load({ absolute: ${JSON.stringify(join(dir, "bread.txt"))}, path: "bread.txt" });
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: repository });
    expect(await once(parent, "exit")).toEqual([0, null]);
  });
});

async function isReading(pid: number, file: string): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const open = await Promise.all(
    descriptors.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => "")),
  );
  return open.includes(file);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
