import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("writer.mjs", import.meta.url));

/** Another process that writes an index; see `writer.mjs`. It runs the built code. */
export class WriterProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown>;
  #errors = "";
  /** The last line it has printed. */
  last: string | undefined;

  constructor(folder: string, mode: "loop" | "hold") {
    this.#child = spawn(process.execPath, [SCRIPT, folder, mode]);
    this.#closed = once(this.#child, "close");
    this.#child.stderr.on("data", (chunk) => {
      this.#errors += String(chunk);
    });
    const lines = createInterface({ input: this.#child.stdout });
    lines.on("line", (line) => {
      this.last = line;
    });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Waits for the next line it prints. */
  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) {
      throw new Error(`The writer ended: ${this.#errors}`);
    }
    return value;
  }

  send(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Ends it at once, whatever it does, and waits until all it has printed is read. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#closed;
  }
}
