import { untilAborted } from "../core/abort.js";
import { FootnoteError } from "../core/errors.js";
import type { ModelTask } from "./model-source.js";
import type { ModelWorker } from "./worker-client.js";

/** Milliseconds before a start is tried again that has failed; loading a model takes long. */
const PAUSE_MS = 5000;

/**
 * A worker in whose place another one is started after a crash: what it was given fails, and the next input waits
 * until the model is loaded again.
 * @param start starts a worker
 * @throws Error if the first one can't be started
 */
export async function keepRunning<Model, Input, Output>(
  start: () => Promise<ModelWorker<Model, Input, Output>>,
  { name }: Pick<ModelTask, "name">,
): Promise<ModelWorker<Model, Input, Output>> {
  let worker = await start();
  let starting: Promise<void> | undefined;
  let failure: FootnoteError | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  async function startAgain(): Promise<void> {
    try {
      worker = await start();
      failure = undefined;
    } catch (cause) {
      failedAt = performance.now();
      failure = new FootnoteError(
        `${name}_failed`,
        `The ${name} worker has crashed, and can't be started again for now.`,
        { cause },
      );
    }
    if (isClosed) {
      await worker.close();
    }
  }

  async function restart(): Promise<void> {
    if (failure === undefined || performance.now() - failedAt > PAUSE_MS) {
      starting ??= startAgain().finally(() => {
        starting = undefined;
      });
      await starting;
    }
    if (failure !== undefined) {
      throw failure;
    }
  }

  return {
    model: worker.model,
    get isRunning() {
      return !isClosed;
    },
    async run(input, signal) {
      if (!worker.isRunning && !isClosed) {
        await untilAborted(restart(), signal);
      }
      return worker.run(input, signal);
    },
    async close() {
      isClosed = true;
      await starting;
      await worker.close();
    },
  };
}
