import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

const PAUSE_MS = 5;

/** Only against waiting for ever, and so that the assertion says what is wrong instead of the test's time limit. */
const LIMIT_MS = 120_000;

/** Waits until an assertion holds. Timers may be fake: unlike `vi.waitFor` this doesn't advance them. */
export async function waitFor(assertion: () => void | Promise<void>): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > end) {
        throw error;
      }
    }
    await setTimeout(PAUSE_MS);
  }
}

/** Waits until something holds; the test's time limit is the end of patience. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await setTimeout(PAUSE_MS);
  }
}
