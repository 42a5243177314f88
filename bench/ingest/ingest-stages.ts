import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { familyOf } from "../process/process-tree.js";
import { ownProcessorMs, threadProcessorMs } from "../process/processor-time.js";
import { cpuProfile, stageShares } from "./profile-stages.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** A process or thread that ends is last seen so long before its end. */
const POLL_MS = 100;

/** What an ingest does, and the processor time it takes. */
export interface IngestStage {
  readonly name: string;
  readonly processorSeconds: number;
}

/** Processes that an ingest starts, by what is in their command lines. */
const CHILDREN: Readonly<Record<string, string>> = {
  "ingest/loading/process": "reading, splitting (processes)",
  "graph/worker": "building the graph (process)",
};

/**
 * Processor time of an ingest, and of building the graph behind it, by what it is spent on, in no order. Stages overlap
 * in time, since processes and threads work at them side by side, so that only processor time can be told apart: that
 * of the other processes and threads by Linux, that of the main thread by Linux and, in parts, by a profile of it.
 * @param args of the ingest
 * @throws Error if it fails
 */
export async function ingestStages(args: readonly string[]): Promise<IngestStage[]> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-bench-profile-"));
  try {
    const child = spawn(
      process.execPath,
      ["--cpu-prof", `--cpu-prof-dir=${folder}`, MAIN, "ingest", "--json", ...args],
      { env: { ...process.env, VECTOR_INDEX: "hnsw" }, stdio: "ignore" },
    );
    const exited = once(child, "exit");
    const seen = await watch(child.pid ?? 0, exited);
    const [code] = await exited;
    if (code !== 0) {
      throw new Error(`The ingest ended with ${code}.`);
    }
    const [file = ""] = await readdir(folder);
    const shares = stageShares(cpuProfile.parse(JSON.parse(await readFile(join(folder, file), "utf8"))));
    return toStages(seen, child.pid ?? 0, shares);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Processor milliseconds as they were last seen. */
interface Seen {
  /** Of other processes, by what they do. */
  readonly children: ReadonlyMap<number, { readonly what: string; readonly ms: number }>;
  /** Of the main process's threads, by their number, which is the process's for the main thread. */
  readonly threads: ReadonlyMap<number, number>;
}

async function watch(pid: number, exited: Promise<unknown>): Promise<Seen> {
  const children = new Map<number, { what: string; ms: number }>();
  const threads = new Map<number, number>();
  let isRunning = true;
  exited.finally(() => {
    isRunning = false;
  });
  while (isRunning) {
    for (const [thread, ms] of await threadProcessorMs(pid)) {
      threads.set(thread, ms);
    }
    for (const member of await familyOf(pid)) {
      const command = await readFile(`/proc/${member}/cmdline`, "utf8").catch(() => "");
      const what = Object.entries(CHILDREN).find(([script]) => command.includes(script))?.[1];
      const ms = await ownProcessorMs(member);
      if (what !== undefined && ms !== undefined) {
        children.set(member, { what, ms });
      }
    }
    await setTimeout(POLL_MS);
  }
  return { children, threads };
}

function toStages(
  { children, threads }: Seen,
  pid: number,
  shares: ReadonlyMap<string, number>,
): IngestStage[] {
  const milliseconds = new Map<string, number>();
  const add = (what: string, ms: number) => milliseconds.set(what, (milliseconds.get(what) ?? 0) + ms);
  for (const { what, ms } of children.values()) {
    add(what, ms);
  }
  const [embedding = 0, ...others] = [...threads]
    .filter(([thread]) => thread !== pid)
    .map(([, ms]) => ms)
    .sort((a, b) => b - a);
  // The only other thread that works all the while.
  add("embedding (thread)", embedding);
  add(
    "V8's own threads",
    others.reduce((sum, ms) => sum + ms, 0),
  );
  for (const [what, share] of shares) {
    add(what, share * (threads.get(pid) ?? 0));
  }
  return Array.from(milliseconds, ([name, ms]) => ({ name, processorSeconds: ms / 1000 }));
}
