import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { z } from "zod";
import { processorMs } from "./processor-time.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Looking takes a core some 30 ms, which what is measured lacks. */
const POLL_MS = 500;

/** What a process cost. */
export interface Cost {
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** The most memory that the process and its children held at one time, resident, in megabytes. */
  readonly peakMegabytes: number;
  /** User and system time of the process and its children, which what else the machine does changes less. */
  readonly processorSeconds: number;
}

/** What a process cost and what it printed. */
export interface Run extends Cost {
  readonly stdout: string;
}

/** What a script cost and what it printed. */
interface ScriptRun<T> extends Cost {
  readonly printed: T;
}

/**
 * Runs a command of the built product as a user would.
 * @param env more variables of its environment
 * @throws Error if it fails
 */
export function runFootnote(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return run([MAIN, ...args], env);
}

/**
 * Runs a script of the benchmarks in a process of its own, so that its memory is its own.
 * @param input what the script reads as JSON from its first argument
 * @param output what it prints as JSON
 * @throws Error if it fails
 */
export async function runScript<T>(script: URL, input: unknown, output: z.ZodType<T>): Promise<ScriptRun<T>> {
  // The flags with which tsx makes Node run TypeScript.
  const args = [...process.execArgv, fileURLToPath(script), JSON.stringify(input)];
  const { stdout, ...cost } = await run(args);
  return { printed: output.parse(JSON.parse(stdout)), ...cost };
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let peak = 0;
  let processor = 0;
  const poll = setInterval(async () => {
    peak = Math.max(peak, await residentKilobytes(child.pid ?? 0));
    // It falls when a process has just ended, and can't be read any more at the end.
    processor = Math.max(processor, await processorMs(child.pid ?? 0).catch(() => 0));
  }, POLL_MS);
  try {
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await exited;
    if (code !== 0) {
      throw new Error(`node ${args.join(" ")} ended with ${code}:\n${stderr}`);
    }
    const seconds = (performance.now() - start) / 1000;
    return { stdout, seconds, peakMegabytes: peak / 1024, processorSeconds: processor / 1000 };
  } finally {
    clearInterval(poll);
  }
}

/** The resident memory of a process and all its descendants. */
async function residentKilobytes(root: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/u).map(Number));
  const family = new Set([root]);
  let total = 0;
  // A child's number is nearly always above its parent's; where numbers have wrapped round it is missed.
  for (const [pid = 0, parent = 0, rss = 0] of rows) {
    if (pid !== root && !family.has(parent)) {
      continue;
    }
    family.add(pid);
    total += rss;
  }
  return total;
}
