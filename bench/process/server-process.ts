import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { matchingLine } from "./matching-line.js";
import { sumOverTree } from "./process-tree.js";
import { processorMs } from "./processor-time.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const PROBE = new URL("memory-probe.mjs", import.meta.url).href;

/** The key that a served folder's documents may be changed with. */
export const ADMIN_KEY = "a-key-for-benchmarks-only";

/** What a server holds, in bytes. */
export type Memory = z.infer<typeof MEMORY>;

const MEMORY = z.object({
  /** Resident, before the collection. */
  rss: z.number(),
  /** Of V8's heap, after a collection. */
  heapUsed: z.number(),
  /** Of buffers and native objects that V8 knows of, after a collection. */
  external: z.number(),
});

/** A `footnote serve` of the built product in a process of its own, on a free port of 127.0.0.1. */
export interface ServerProcess {
  readonly url: string;
  /** Collects garbage, which stops the server for a moment, and tells what is left. */
  memory(): Promise<Memory>;
  /** What it and its children hold now, resident, in bytes, without disturbing it. */
  residentBytes(): Promise<number>;
  /** How much of the processor it and its children have used so far, in milliseconds. */
  processorMs(): Promise<number>;
  /** Its metrics that have no labels, by name. What it tells of the event loop is since the last call. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  /** @returns the exit code; null if it was killed */
  stop(): Promise<number | null>;
}

/** What is served. */
export interface ServedFolder {
  readonly documents: string;
  /** Its index is made first if there is none. */
  readonly index: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server with one process that answers. @throws Error if it ends before it is ready */
export async function startServer({ documents, index, env }: ServedFolder): Promise<ServerProcess> {
  const child = fork(MAIN, ["serve", "--documents", documents, "--index", index], {
    execArgv: ["--import", PROBE],
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: "0",
      WORKERS: "1",
      ADMIN_KEY,
      ...env,
      FOOTNOTE_MEMORY: "on",
    },
    // The log is written, as it is for users, and not read.
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  const exited = once(child, "exit");
  const [url] = await matchingLine(child, /http:\/\/[\d.:]+/);
  const pid = child.pid ?? 0;
  return {
    url,
    async memory() {
      const answered = once(child, "message");
      child.send("memory");
      const [answer] = await answered;
      return MEMORY.parse(answer);
    },
    residentBytes: () => sumOverTree(pid, ownResidentBytes),
    processorMs: () => processorMs(pid),
    async metrics() {
      const response = await fetch(`${url}/metrics`, { headers: { "x-api-key": ADMIN_KEY } });
      return parseMetrics(await response.text());
    },
    async stop() {
      child.kill("SIGTERM");
      const [code] = await exited;
      return z.number().nullable().parse(code);
    },
  };
}

async function ownResidentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024;
}

function parseMetrics(text: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(/^(?<name>\w+) (?<value>\S+)$/gmu);
  return new Map(Array.from(lines, ({ groups }) => [groups?.["name"] ?? "", Number(groups?.["value"])]));
}
