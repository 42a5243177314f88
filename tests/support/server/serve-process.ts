import type { ChildProcess } from "node:child_process";
import { childrenOf } from "../child-processes.js";
import { ended, type Outcome, start } from "../footnote.js";

/** A `footnote serve` that is ready. */
export interface ServeProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** How it ends. */
  readonly outcome: Promise<Outcome>;
  /** Kills it, and waits until it is gone. */
  kill(): Promise<void>;
  /** What it has written to stderr so far. */
  log(): string;
  /** What it has written to stdout so far. */
  printed(): string;
  /** Ids of the processes that it has started and that run, by a part of their command. */
  children(command: string): number[];
}

/** Starts the built command line, and waits until it says that it is ready. */
export async function startServe(
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<ServeProcess> {
  const server = start(["serve", ...args], { cwd, env: { PORT: "0", ...env } });
  const outcome = ended(server);
  let log = "";
  server.stderr?.on("data", (chunk: Buffer) => {
    log += chunk;
  });
  let out = "";
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout?.on("data", (chunk: Buffer) => {
      out += chunk;
      const address = /ready on (http:\S+)/.exec(out)?.[1];
      if (address !== undefined) {
        resolve(address);
      }
    });
    outcome.then(({ stderr }) => reject(new Error(stderr)));
  });
  return {
    url,
    process: server,
    outcome,
    async kill() {
      server.kill("SIGKILL");
      await outcome;
    },
    log: () => log,
    printed: () => out,
    children: (part) => childrenOf(server.pid, part),
  };
}
