import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join, relative, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { matchingLine } from "../process/matching-line.js";

/** A source file of the product, of which something ran. */
export interface FileThatRan {
  /** Below `dist/`, such as `retrieval/fusion.js`. */
  readonly file: string;
  /** The names of its functions that ran; that of one without a name is empty. */
  readonly functions: readonly string[];
}

/** A command of the built product, in whose main process V8 counts the calls of every function. */
export interface ObservedCommand {
  /** Resolves with the first line printed from now on that matches. @throws Error if the command ends before */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits until the command has had nothing to do for half a second. */
  idle(): Promise<void>;
  /** What runs while the work is done. */
  during(work: () => Promise<unknown>): Promise<FileThatRan[]>;
  stop(): Promise<void>;
}

const PROBE = new URL("coverage-probe.mjs", import.meta.url).href;

const QUIET_MS = 500;

const COVERAGE = z.array(z.object({ url: z.string(), functions: z.array(z.string()) }));

type Coverage = z.infer<typeof COVERAGE>;

/**
 * Starts a command of a built checkout. Only its command line is relied upon, so that checkouts of any age can be
 * compared.
 * @param checkout its folder, which holds `dist/`
 */
export function observeCommand(
  checkout: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ObservedCommand {
  const dist = join(checkout, "dist");
  const child = fork(join(dist, "cli", "main.js"), args, {
    execArgv: ["--import", PROBE],
    env: { ...process.env, ...env, FOOTNOTE_COVERAGE: "on" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const exited = once(child, "exit");
  return {
    line: (pattern) => matchingLine(child, pattern),
    idle: async () => {
      do {
        await setTimeout(QUIET_MS);
      } while (filesBelow(dist, await takeCoverage(child)).length > 0);
    },
    during: async (work) => {
      await takeCoverage(child);
      await work();
      return filesBelow(dist, await takeCoverage(child));
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** What ran since the last time. */
async function takeCoverage(child: ChildProcess): Promise<Coverage> {
  const answered = once(child, "message");
  child.send("take");
  const [answer] = await answered;
  return COVERAGE.parse(answer);
}

function filesBelow(dist: string, scripts: Coverage): FileThatRan[] {
  return scripts
    .map(({ url, functions }) => ({ file: relative(dist, fileURLToPath(url)), functions }))
    .filter(({ file }) => !file.startsWith(".."))
    .map(({ file, functions }) => ({ file: file.split(sep).join("/"), functions }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}
