import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { throwIfAborted } from "../../core/abort.js";
import { checkResult } from "./check-result.js";
import { HAS_GROUPS, killGroup } from "./process-group.js";
import { type LoadOrder, type LoadRequest, type LoadResult, PAGE_DONE, READY } from "./protocol.js";

/** What a parser may use, in megabytes; V8 ends a process that needs more. */
const HEAP_MB = 1024;

/** How long a process may take to start on a busy machine. */
const START_MS = 60_000;

/** Variables a process is given: no key and no setting reaches a parser. */
const ENVIRONMENT = ["SystemRoot", "TEMP", "TESSDATA_PREFIX", "TMP", "TMPDIR", "TZ"];

/** How reading a file ended without a result. */
export type LoadAccident = "crashed" | "timeout" | "nonsense";

/** What goes with every order to a process. */
export type LoadSettings = Omit<LoadOrder, "request">;

/** A process ended, or was silent, before it took a file. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";

  constructor() {
    super("The process that reads documents can't be started. Run npm run build.");
  }
}

/** A process of its own that reads one file after the other; it can be lost without harm. */
export class LoadingProcess {
  readonly #child: ChildProcess;
  readonly #settings: LoadSettings;
  /**
   * Whether it leads a group of its own, so that a program which reads pictures for it never outlives it. Others are
   * left in the group of this process, with which Linux shares out processor time.
   */
  readonly #leadsGroup: boolean;
  readonly #started: Promise<void>;
  #isRunning = true;
  #filesRead = 0;

  constructor(settings: LoadSettings) {
    this.#settings = settings;
    this.#leadsGroup = HAS_GROUPS && settings.ocr !== undefined;
    const environment = ENVIRONMENT.map((name) => [name, process.env[name]]);
    this.#child = fork(fileURLToPath(import.meta.resolve("#loading-process")), {
      serialization: "advanced",
      // There are as many of these as cores: threads that help one to collect garbage only hinder the others.
      execArgv: [`--max-old-space-size=${HEAP_MB}`, "--single-threaded-gc"],
      env: Object.fromEntries(environment.filter(([, value]) => value !== undefined)),
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      detached: this.#leadsGroup,
    });
    // A process that waits for work doesn't keep this one alive.
    this.#child.unref();
    this.#child.channel?.unref();
    this.#child.once("exit", () => {
      this.#isRunning = false;
      if (this.#leadsGroup) {
        this.#killGroup();
      }
    });
    // Sending to a process that is about to end fails; its end is what is acted upon.
    this.#child.on("error", () => this.kill());
    this.#started = this.#next(START_MS).then((message) => {
      if (message !== READY) {
        throw new StartFailure();
      }
    });
    this.#started.catch(() => this.kill());
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Whether a file was read before, which may have caused an accident, such as a lack of memory. */
  get isUsed(): boolean {
    return this.#filesRead > 0;
  }

  /**
   * Reads a file. After an accident, or if the signal is aborted, the process is gone.
   * @throws FootnoteError `aborted`; StartFailure if the process can't be started
   */
  async load(request: LoadRequest, signal?: AbortSignal): Promise<LoadResult | LoadAccident> {
    const kill = () => this.kill();
    signal?.addEventListener("abort", kill, { once: true });
    try {
      throwIfAborted(signal);
      const message = await this.#order(request).finally(() => throwIfAborted(signal));
      const result = isAccident(message) ? message : (checkResult(message) ?? "nonsense");
      if (typeof result === "string") {
        this.kill();
      } else {
        this.#filesRead++;
      }
      return result;
    } finally {
      signal?.removeEventListener("abort", kill);
    }
  }

  /** Ends the process at once. */
  kill(): void {
    this.#isRunning = false;
    // Once it has ended, its id may become another's.
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    if (this.#leadsGroup) {
      this.#killGroup();
    } else {
      this.#child.kill("SIGKILL");
    }
  }

  #killGroup(): void {
    if (this.#child.pid !== undefined) {
      killGroup(this.#child.pid);
    }
  }

  async #order(request: LoadRequest): Promise<unknown> {
    await this.#started;
    const { limits } = this.#settings;
    const answer = this.#next(limits.timeoutMs, limits.pages);
    if (this.#child.connected) {
      this.#child.send({ request, ...this.#settings } satisfies LoadOrder, () => {});
    }
    return answer;
  }

  /**
   * The next message, or what came instead of it.
   * @param pages how often the time begins anew because a page is done
   */
  #next(timeoutMs: number, pages = 0): Promise<unknown> {
    return new Promise((resolve) => {
      let pagesDone = 0;
      const onMessage = (message: unknown) => {
        if (message === PAGE_DONE && pagesDone < pages) {
          pagesDone++;
          timer.refresh();
        } else {
          settle(message);
        }
      };
      const settle = (value: unknown) => {
        clearTimeout(timer);
        this.#child.off("message", onMessage);
        this.#child.off("exit", onExit);
        resolve(value);
      };
      const onExit = () => settle("crashed");
      const timer = setTimeout(() => settle("timeout"), timeoutMs);
      this.#child.on("message", onMessage);
      this.#child.once("exit", onExit);
      if (!this.#isRunning) {
        onExit();
      }
    });
  }
}

function isAccident(message: unknown): message is LoadAccident {
  return message === "crashed" || message === "timeout";
}
