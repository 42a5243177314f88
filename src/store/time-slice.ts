import { setImmediate } from "node:timers/promises";

/** How long one piece of work may keep the event loop, in milliseconds. */
const SLICE = 15;

/** Cuts long work into slices, so that the process goes on answering in between. */
export class TimeSlice {
  #start = performance.now();

  /** Whether the slice is used up. Then call `rest`. */
  get isOver(): boolean {
    return performance.now() - this.#start > SLICE;
  }

  /** Lets others run, and starts the next slice. */
  async rest(): Promise<void> {
    await setImmediate();
    this.#start = performance.now();
  }
}
