import { execFile } from "node:child_process";

/** What a program may use. */
interface ProgramLimits {
  readonly timeoutMs: number;
  /** The most it may write to its standard output. */
  readonly outputBytes: number;
  /** The most memory, in bytes; taken care of by `prlimit`. */
  readonly memory?: { readonly prlimit: string; readonly bytes: number } | undefined;
}

/** What a program wrote, or why it didn't; the reason is for a person and begins in lower case. */
type ProgramResult = { readonly output: Buffer } | { readonly failure: string };

/** Variables that a program is given, as the process that starts it has them. */
const ENVIRONMENT = ["SystemRoot", "TEMP", "TMP", "TMPDIR", "TESSDATA_PREFIX"];

/**
 * Runs a program without a shell, with `input` as its standard input. It is killed when it goes beyond a limit.
 * @param path absolute
 */
export async function runProgram(
  path: string,
  programArguments: readonly string[],
  { timeoutMs, outputBytes, memory }: ProgramLimits,
  input: Uint8Array = new Uint8Array(),
): Promise<ProgramResult> {
  const name = /[^/\\]+$/u.exec(path)?.[0] ?? path;
  const environment = ENVIRONMENT.map((variable) => [variable, process.env[variable]]);
  const [file, args] =
    memory === undefined
      ? [path, programArguments]
      : [memory.prlimit, [`--as=${memory.bytes}`, "--", path, ...programArguments]];
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      {
        encoding: "buffer",
        timeout: timeoutMs,
        killSignal: "SIGKILL",
        maxBuffer: outputBytes,
        windowsHide: true,
        env: {
          ...Object.fromEntries(environment.filter(([, value]) => value !== undefined)),
          // Files are read side by side: threads of one program would only hinder the others.
          OMP_THREAD_LIMIT: "1",
        },
      },
      (error, output) =>
        resolve(error === null ? { output } : { failure: failureOf(name, error, timeoutMs) }),
    );
    // A program that ends before it has read all of its input says so by how it ends.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

function failureOf(
  name: string,
  { killed, code }: { readonly killed?: boolean; readonly code?: unknown },
  timeoutMs: number,
): string {
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return `${name} made too much of it`;
  }
  if (killed === true) {
    return `${name} took longer than ${timeoutMs / 1000} s`;
  }
  return typeof code === "string" ? `${name} can't be started (${code})` : `${name} failed on it`;
}
