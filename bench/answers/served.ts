import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { matchingLine } from "../process/matching-line.js";
import { processorMs } from "../process/processor-time.js";

const BARE = fileURLToPath(new URL("bare-server.mjs", import.meta.url));

/** A server in a process of its own, on a port of 127.0.0.1. */
export interface Served {
  readonly url: string;
  /** How much of the processor it and its children have used so far, in milliseconds. */
  processorMs(): Promise<number>;
  stop(): Promise<void>;
}

/** What is served with the command that users run. */
export interface ServedFolder {
  /** The built checkout whose command it is. */
  readonly checkout: string;
  readonly documents: string;
  readonly index: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Serves a folder; its index is made first if there is none. */
export function serveFootnote({ checkout, documents, index, env }: ServedFolder): Promise<Served> {
  const main = join(checkout, "dist", "cli", "main.js");
  return serve([main, "serve", "--documents", documents, "--index", index], { WATCH: "off", ...env });
}

/** Serves a route that does nothing. */
export function serveBare(): Promise<Served> {
  return serve([BARE], {});
}

async function serve(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Served> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", ...env },
    // The log is written, as it is for users, and not read.
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(child, "exit");
  const [url] = await matchingLine(child, /http:\/\/[\d.:]+/);
  return {
    url,
    processorMs: () => processorMs(child.pid ?? 0),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
