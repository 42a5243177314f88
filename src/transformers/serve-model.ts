import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { ModelSettings } from "./model-source.js";

/** The thread's `workerData`. */
export interface WorkerData<Settings extends ModelSettings> {
  readonly settings: Settings;
  /** Shared memory that holds one number: how many inputs the thread is done with, failed ones included. */
  readonly finished: Int32Array;
}

/**
 * First `ready`, with what the thread knows of the loaded model, or `unavailable`; then the thread is sent an
 * input, and answers `output` or `failed` before it is sent the next.
 */
export type WorkerReply<Model, Output> =
  | { readonly type: "ready"; readonly model: Model }
  | { readonly type: "unavailable"; readonly reason: string }
  | { readonly type: "output"; readonly output: Output }
  | { readonly type: "failed"; readonly reason: string };

/** A loaded model that works on one input at a time, which blocks the thread. */
export interface LoadedModel<Model, Input, Output> {
  /** What the thread's owner learns about the model. */
  readonly model: Model;
  /** @throws Error if the model gives nothing usable */
  run(input: Input): Promise<Output>;
}

/** A thread's main function: loads the model, then answers one input after the other. */
export async function serveModel<Settings extends ModelSettings, Model, Input, Output>(
  load: (settings: Settings) => Promise<LoadedModel<Model, Input, Output>>,
): Promise<void> {
  if (parentPort !== null) {
    await serve(parentPort, workerData as WorkerData<Settings>, load);
  }
}

async function serve<Settings extends ModelSettings, Model, Input, Output>(
  port: MessagePort,
  { settings, finished }: WorkerData<Settings>,
  load: (settings: Settings) => Promise<LoadedModel<Model, Input, Output>>,
): Promise<void> {
  const reply = (message: WorkerReply<Model, Output>) => port.postMessage(message);
  try {
    const { model, run } = await load(settings);
    port.on("message", async (input: Input) => {
      try {
        reply({ type: "output", output: await run(input) });
      } catch (error) {
        reply({ type: "failed", reason: describe(error) });
      } finally {
        Atomics.add(finished, 0, 1);
        Atomics.notify(finished, 0);
      }
    });
    reply({ type: "ready", model });
  } catch (error) {
    reply({ type: "unavailable", reason: describe(error) });
  }
}

/** The messages of an error and its causes: `fetch failed` alone doesn't say why. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`;
}
