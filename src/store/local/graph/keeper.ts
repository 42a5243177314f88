import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { throwIfAborted } from "../../../core/abort.js";
import { reportCrash } from "../../../core/crashes.js";
import type { VectorIndex } from "../../../core/ports/store/driver.js";
import type { Connection } from "../database/sqlite.js";
import { type GraphFile, readState } from "../database/state.js";
import { newGraphName } from "../folder/index-files.js";
import { tidyFiles } from "../folder/tidy-files.js";
import type { BuiltGraph } from "./build.js";
import { findGraphFault, type GraphFault } from "./check.js";
import type { GraphFiles } from "./file.js";
import { graphNeed, readCoverage } from "./need.js";
import { dropGraph, recordGraph } from "./record.js";
import { runGraphWorker } from "./run-worker.js";

/** How long to wait before looking again whether another transaction is running, in milliseconds. */
const BUSY_WAIT = 100;

/**
 * How long nothing must have been written before a graph is begun that nobody waits for, in milliseconds: an ingest
 * commits many times, and needs the processors itself.
 */
const QUIET = 1000;

/** How often a graph is tried to be built, and how much longer each time to wait before, in milliseconds. */
const ATTEMPTS = 3;
const RETRY_WAIT = 500;

/** What a graph keeper works with, and its callbacks. */
export interface GraphKeeperOptions {
  readonly folder: string;
  readonly reader: Connection;
  readonly writer: Connection;
  readonly vectorIndex: VectorIndex;
  readonly files: GraphFiles;
  /** Called if the file of the graph on record isn't as it was written. */
  readonly onFault: (fault: GraphFault) => void;
  /** Whether the writer is in use. */
  readonly isWriting: () => boolean;
  /** Called when another graph is on record, or none any more. */
  readonly onRecorded: () => Promise<void>;
}

/**
 * Brings the graph up to date in the background when passages have changed. Commits never wait for it, and searches look
 * one by one at the passages that it doesn't hold.
 */
export class GraphKeeper {
  readonly #options: GraphKeeperOptions;
  readonly #closing = new AbortController();
  /** The name of a graph on record that can't be used. */
  #unusable: string | undefined;
  /** The name of the graph on record, once its file is known to be whole. */
  #whole: string | undefined;
  /** The name of the graph file that is being made. */
  #unrecorded: string | undefined;
  #work: Promise<void> | undefined;
  /** How many wait for the graph. */
  #waiting = 0;
  /** Something may have changed since the last look. */
  #hasToLook = false;
  #recording: Promise<boolean | undefined> | undefined;
  #failure: unknown;

  constructor(options: GraphKeeperOptions) {
    this.#options = options;
  }

  /** The name of a graph file that isn't on record yet and must not be removed. */
  get unrecorded(): string | undefined {
    return this.#unrecorded;
  }

  /** Starts building the graph if it has to be built. */
  look(): void {
    if (this.#closing.signal.aborted) {
      return;
    }
    this.#failure = undefined;
    this.#hasToLook = true;
    this.#work ??= this.#keep();
  }

  /** The same, where the file of this name is missing or damaged. */
  replace(name: string): void {
    this.#unusable = name;
    this.look();
  }

  /** Waits while a graph is put on record, which takes the writer for a moment. */
  async whileRecording(): Promise<void> {
    while (this.#recording !== undefined) {
      await this.#recording;
    }
  }

  /**
   * Waits until the graph is as it should be.
   * @throws Error if it couldn't be built; FootnoteError `aborted`
   */
  async settled(signal?: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.#waiting++;
    try {
      while (this.#work !== undefined) {
        await unlessAborted(this.#work, signal);
      }
    } finally {
      this.#waiting--;
    }
    throwIfAborted(signal);
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
  }

  /** Stops at once. What was built and isn't on record is lost. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#work;
  }

  /** Never fails. */
  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    try {
      let isDone = false;
      while ((this.#hasToLook || !isDone) && !signal.aborted) {
        this.#hasToLook = false;
        isDone = await this.#doNext();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#failure = error;
      }
    }
    this.#work = undefined;
  }

  /** @returns whether there was nothing to do */
  async #doNext(): Promise<boolean> {
    const { writer, reader, vectorIndex } = this.#options;
    const { graph } = readState(reader);
    const usable = graph?.name === this.#unusable ? null : graph;
    const need = graphNeed(usable, readCoverage(reader, usable), vectorIndex);
    if (need === "build") {
      await this.#untilQuiet();
      await this.#build();
    } else if (graph !== null && (need === "drop" || usable === null)) {
      await this.#record(() => dropGraph(writer, this.#options.folder, graph.name));
    } else {
      return graph === null || vectorIndex === "exact" || (await this.#isWhole(graph));
    }
    return false;
  }

  /** Nobody waits for this check. A graph that is to be added to is checked when that is done. */
  async #isWhole({ name }: GraphFile): Promise<boolean> {
    if (name === this.#whole) {
      return true;
    }
    const fault = await findGraphFault(this.#options.reader, this.#options.files);
    if (fault === null) {
      this.#whole = name;
      return true;
    }
    this.#unusable = fault.name;
    this.#options.onFault(fault);
    return false;
  }

  /** Waits until nothing was written for a while, unless somebody waits for the graph. */
  async #untilQuiet(): Promise<void> {
    let quiet = 0;
    while (this.#waiting === 0 && quiet < QUIET) {
      await setTimeout(BUSY_WAIT, undefined, { signal: this.#closing.signal });
      quiet = this.#hasToLook || this.#options.isWriting() ? 0 : quiet + BUSY_WAIT;
      this.#hasToLook = false;
    }
  }

  async #build(): Promise<void> {
    const { folder, writer } = this.#options;
    const name = newGraphName();
    this.#unrecorded = name;
    try {
      const built = await this.#runWorker(name);
      if (built !== null) {
        this.#whole = name;
        await this.#record(() => recordGraph(writer, folder, built));
      }
    } finally {
      this.#unrecorded = undefined;
    }
  }

  /** A process that was killed, such as for want of memory, is started again a few times. */
  async #runWorker(name: string): Promise<BuiltGraph | null> {
    const { signal } = this.#closing;
    for (let attempt = 1; ; attempt++) {
      try {
        return await runGraphWorker(this.#options.folder, name, signal);
      } catch (error) {
        if (signal.aborted) {
          throw error;
        }
        reportCrash("graph_process");
        if (attempt === ATTEMPTS) {
          throw error;
        }
        await setTimeout(attempt * RETRY_WAIT, undefined, { signal });
      }
    }
  }

  /** @param record returns false while another process writes */
  async #record(record: () => Promise<boolean>): Promise<void> {
    const { isWriting, onRecorded } = this.#options;
    for (;;) {
      if (!isWriting()) {
        const recording = this.#recordAndTidy(record).finally(() => {
          this.#recording = undefined;
        });
        this.#recording = recording.catch(() => undefined);
        if (await recording) {
          break;
        }
      }
      await setTimeout(BUSY_WAIT, undefined, { signal: this.#closing.signal });
    }
    await onRecorded();
  }

  async #recordAndTidy(record: () => Promise<boolean>): Promise<boolean> {
    if (!(await record())) {
      return false;
    }
    await tidyFiles(this.#options.writer, this.#options.folder);
    return true;
  }
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) {
    return work;
  }
  const done = new AbortController();
  const abort = once(signal, "abort", { signal: done.signal }).then(() => throwIfAborted(signal));
  try {
    await Promise.race([work, abort]);
  } finally {
    done.abort();
    await abort.catch(() => undefined);
  }
}
