import { once } from "node:events";
import { z } from "zod";
import { residentBytes } from "./memory.js";
import { type Served, type ServedFolder, serveArguments, startServed } from "./served.js";

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

/** A `footnote serve` that can be looked into. */
export interface ServerProcess extends Served {
  /** Collects garbage, which stops the server for a moment, and tells what is left. */
  memory(): Promise<Memory>;
  /** What it and its children hold now, resident, in bytes, without disturbing it. */
  residentBytes(): Promise<number>;
  /** Its metrics that have no labels, by name. What it tells of the event loop is since the last call. */
  metrics(): Promise<ReadonlyMap<string, number>>;
}

/** Starts a server with one process that answers. @throws Error if it ends before it is ready */
export async function startServer(folder: ServedFolder): Promise<ServerProcess> {
  const args = ["--import", PROBE, ...serveArguments(folder)];
  const env = { WORKERS: "1", ADMIN_KEY, ...folder.env, FOOTNOTE_MEMORY: "on" };
  const { child, pid, ...served } = await startServed(args, env, true);
  return {
    ...served,
    async memory() {
      const answered = once(child, "message");
      child.send("memory");
      const [answer] = await answered;
      return MEMORY.parse(answer);
    },
    residentBytes: () => residentBytes(pid),
    async metrics() {
      const response = await fetch(`${served.url}/metrics`, { headers: { "x-api-key": ADMIN_KEY } });
      return parseMetrics(await response.text());
    },
  };
}

function parseMetrics(text: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(/^(?<name>\w+) (?<value>\S+)$/gmu);
  return new Map(Array.from(lines, ({ groups }) => [groups?.["name"] ?? "", Number(groups?.["value"])]));
}
