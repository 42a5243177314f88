import {
  joinSnapshots,
  labelProcess,
  lastingPart,
  type MetricsSnapshot,
  metricsText,
} from "../metrics/exposition.js";
import type { Metrics } from "../metrics/metrics.js";

/** A server process whose metrics are read. */
export interface MeasuredProcess {
  readonly number: number;
  /** Rejects if it doesn't tell them in time. */
  readonly read: () => Promise<MetricsSnapshot>;
}

interface Reading {
  readonly process: MeasuredProcess;
  /** What it told last. */
  snapshot: MetricsSnapshot;
  /** Whether it told nothing when it was asked last. */
  isSilent: boolean;
}

/**
 * The metrics of all processes of a server, as if it were one. A count never gets smaller: what a process told last
 * counts on when it has ended or is silent.
 */
export class JoinedMetrics {
  readonly #own: Pick<Metrics, "snapshot" | "silentProcesses">;
  readonly #readings = new Map<MeasuredProcess, Reading>();
  /** What processes that have ended told last. */
  #ended: readonly MetricsSnapshot[] = [];
  #text: Promise<string> | undefined;

  /** @param own those of this process, the primary */
  constructor(own: Pick<Metrics, "snapshot" | "silentProcesses">) {
    this.#own = own;
  }

  /** Whether every process that takes requests has told its metrics when it was asked last. */
  get areComplete(): boolean {
    const readings = [...this.#readings.values()];
    return readings.length > 0 && readings.every(({ isSilent }) => !isSilent);
  }

  /** A process takes requests from now on. */
  add(process: MeasuredProcess): void {
    this.#readings.set(process, { process, snapshot: [], isSilent: false });
  }

  /** A process has ended; one that was never added may be. */
  remove(process: MeasuredProcess): void {
    const reading = this.#readings.get(process);
    if (reading !== undefined) {
      this.#readings.delete(process);
      this.#ended = [...this.#ended, lastingPart(reading.snapshot)];
    }
  }

  /** In Prometheus' text format; callers meanwhile share a reading. */
  text(): Promise<string> {
    this.#text ??= this.#read().finally(() => {
      this.#text = undefined;
    });
    return this.#text;
  }

  async #read(): Promise<string> {
    const ended = this.#ended;
    // One for all, since processes may end any number of times.
    const joined = await joinSnapshots(ended);
    this.#ended = [joined, ...this.#ended.slice(ended.length)];
    await Promise.all([...this.#readings.values()].map((reading) => this.#ask(reading)));
    // Read last: it counts who was silent.
    const own = await this.#own.snapshot();
    return metricsText([labelProcess(own, "primary"), ...this.#ended, ...this.#told()]);
  }

  async #ask(reading: Reading): Promise<void> {
    try {
      reading.snapshot = await reading.process.read();
      reading.isSilent = false;
    } catch {
      // One that has just ended isn't silent.
      if (this.#readings.has(reading.process)) {
        reading.isSilent = true;
        this.#own.silentProcesses.add();
      }
    }
  }

  #told(): MetricsSnapshot[] {
    return Array.from(this.#readings.values(), ({ process, snapshot, isSilent }) =>
      isSilent ? lastingPart(snapshot) : labelProcess(snapshot, `worker-${process.number}`),
    );
  }
}
