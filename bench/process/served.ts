import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { INSTALLATION } from "../../src/config/installation.js";
import { matchingLine } from "./matching-line.js";
import { processorMs } from "./processor-time.js";

/** A server in a process of its own, on a free port of 127.0.0.1. */
export interface Served {
  readonly url: string;
  /** How much of the processor it and its children have used so far, in milliseconds. */
  processorMs(): Promise<number>;
  /** @returns the exit code; null if it was killed */
  stop(): Promise<number | null>;
}

/** What is served with the command that users run. */
export interface ServedFolder {
  /** The built checkout whose command it is; this one by default. */
  readonly checkout?: string;
  readonly documents: string;
  /** Its index is made first if there is none. */
  readonly index: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The arguments of Node.js that serve a folder. */
export function serveArguments({ checkout = INSTALLATION.root, documents, index }: ServedFolder): string[] {
  const main = join(checkout, "dist", "cli", "main.js");
  return [main, "serve", "--documents", documents, "--index", index];
}

/**
 * Starts a server and waits until it says where it is.
 * @param args of Node.js
 * @param hasChannel whether it can be sent messages
 * @throws Error if it ends before it is ready
 */
export async function startServed(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  hasChannel = false,
): Promise<Served & { readonly child: ChildProcess; readonly pid: number }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", ...env },
    // The log is written, as it is for users, and not read.
    stdio: ["ignore", "pipe", "ignore", ...(hasChannel ? (["ipc"] as const) : [])],
  });
  const exited = once(child, "exit");
  const [url] = await matchingLine(child, /http:\/\/[\d.:]+/);
  const pid = child.pid ?? 0;
  return {
    child,
    pid,
    url,
    processorMs: () => processorMs(pid),
    async stop() {
      child.kill("SIGTERM");
      const [code] = await exited;
      return z.number().nullable().parse(code);
    },
  };
}
