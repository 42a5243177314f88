import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "./workspace.js";

/** How a command ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is started with besides its arguments. */
export interface Surroundings {
  /** The working directory. */
  readonly cwd: string;
  /** The whole environment besides PATH and TMPDIR. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built command line, `npm run build` made it. */
export function start(args: readonly string[], { cwd, env = {} }: Surroundings): ChildProcess {
  const main = path.join(repository, "dist/cli/main.js");
  return spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], TMPDIR: tmpdir(), ...env },
  });
}

/** Runs a command to its end. */
export function run(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  return ended(start(args, surroundings));
}

/** Collects what a process prints until it ends. */
export function ended(child: ChildProcess): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}
