import { FootnoteError } from "../../core/errors.js";
import type { Logger } from "../log/logger.js";
import type { Ending, WorkerProcess } from "./worker-process.js";

/** How often a process that ends is started again. */
export interface Patience {
  /** Milliseconds before the first start after an end; the next ones wait twice as long each. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A process that has run for so long, in milliseconds, doesn't end because of its start. */
  readonly steadyMs: number;
  /** So many ends in a row of each process, none of them steady, and the server gives up. */
  readonly attempts: number;
}

const PATIENCE: Patience = { firstPauseMs: 100, longestPauseMs: 10_000, steadyMs: 10_000, attempts: 5 };

/** What workers are run with. */
export interface WorkersOptions {
  readonly count: number;
  /** Starts the process with this number, from 1 on. */
  readonly fork: (number: number) => WorkerProcess;
  readonly log: Logger;
  /** Called for each end that nobody asked for. */
  readonly onCrash?: (number: number) => void;
  readonly patience?: Patience;
}

/** The place of a worker: one process after the other. */
interface Place {
  readonly number: number;
  process: WorkerProcess;
  isSteady: boolean;
  /** Ends in a row before the process was steady. */
  ends: number;
}

/** How much longer than its time a worker may take to end, in milliseconds. */
const STOP_MARGIN_MS = 5000;

/** Keeps as many server processes running as are wanted. */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #patience: Patience;
  readonly #places: Place[];
  readonly #stopping = new AbortController();
  #fail: (error: Error) => void = () => undefined;
  #work: Promise<unknown>;

  /** Rejects once the processes can't be kept running; it never resolves. */
  readonly failure: Promise<never>;

  /** Starts the processes. */
  constructor(options: WorkersOptions) {
    this.#options = options;
    this.#patience = options.patience ?? PATIENCE;
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failure.catch(() => undefined);
    this.#places = Array.from({ length: options.count }, (_, i) => ({
      number: i + 1,
      process: options.fork(i + 1),
      isSteady: false,
      ends: 0,
    }));
    this.#work = Promise.resolve();
  }

  /** Those that run now. */
  get processes(): readonly WorkerProcess[] {
    return this.#places.map(({ process }) => process);
  }

  /**
   * Waits until all take requests; from then on, one that ends is started again. Nothing is left running after an error.
   * @returns their address
   * @throws FootnoteError of the first that can't start
   */
  async start(): Promise<string> {
    const starts = this.#places.map(({ process }) =>
      Promise.race([process.started, process.ended.then((ending) => Promise.reject(startFailure(ending)))]),
    );
    try {
      const [url = ""] = await Promise.all(starts);
      this.#work = Promise.all(this.#places.map((place) => this.#keep(place)));
      return url;
    } catch (error) {
      await this.#killAll();
      throw error;
    }
  }

  /** Ends all, and waits for it. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    for (const { process } of this.#places) {
      process.stop(graceMs);
    }
    const limit = setTimeout(() => void this.#killAll(), graceMs + STOP_MARGIN_MS);
    await Promise.all(this.#places.map(({ process }) => process.ended));
    clearTimeout(limit);
    await this.#work;
  }

  async #keep(place: Place): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const steady = setTimeout(() => {
        place.isSteady = true;
        place.ends = 0;
      }, this.#patience.steadyMs);
      const ending = await place.process.ended;
      clearTimeout(steady);
      if (signal.aborted) {
        return;
      }
      place.isSteady = false;
      place.ends++;
      this.#options.onCrash?.(place.number);
      if (this.#isHopeless()) {
        this.#options.log.error(describe(place.number, ending), "a server process has ended");
        this.#fail(hopeless(ending));
        return;
      }
      await this.#startAgain(place, ending);
    }
  }

  async #startAgain(place: Place, ending: Ending): Promise<void> {
    const { firstPauseMs, longestPauseMs } = this.#patience;
    const pauseMs = Math.min(firstPauseMs * 2 ** (place.ends - 1), longestPauseMs);
    this.#options.log.error(
      { ...describe(place.number, ending), pauseMs },
      "a server process has ended; it is started again",
    );
    await pause(pauseMs, this.#stopping.signal);
    if (!this.#stopping.signal.aborted) {
      place.process = this.#options.fork(place.number);
    }
  }

  #isHopeless(): boolean {
    const ends = this.#places.reduce((sum, place) => sum + place.ends, 0);
    return (
      ends >= this.#patience.attempts * this.#places.length && !this.#places.some(({ isSteady }) => isSteady)
    );
  }

  async #killAll(): Promise<void> {
    this.#stopping.abort();
    for (const { process } of this.#places) {
      process.kill();
    }
    await Promise.all(this.#places.map(({ process }) => process.ended));
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let end = () => {};
  await new Promise<void>((resolve) => {
    end = resolve;
    setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
  signal.removeEventListener("abort", end);
}

function describe(worker: number, { code, signal, reason }: Ending) {
  return { worker, code, signal, ...(reason !== undefined && { err: reason }) };
}

function startFailure(ending: Ending): Error {
  return ending.reason ?? ended("A server process ended before it took requests", ending);
}

function hopeless(ending: Ending): Error {
  return ending.reason ?? ended("The server processes end again and again soon after their start", ending);
}

function ended(what: string, { code, signal }: Ending): FootnoteError {
  const how = signal === null ? `with exit code ${code}` : `by the signal ${signal}`;
  return new FootnoteError(
    "process_failed",
    `${what}, the last one ${how}. What it wrote before says more; often there is too little memory: then set WORKERS to less.`,
  );
}
