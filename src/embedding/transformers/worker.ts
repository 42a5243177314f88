import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { loadOnnxModel } from "./onnx-model.js";
import type { WorkerData, WorkerReply } from "./protocol.js";

/** The thread's main function: loads the model, then answers one text after the other. */
async function serve(port: MessagePort, { settings, finished }: WorkerData): Promise<void> {
  const reply = (message: WorkerReply) => port.postMessage(message);
  try {
    const { dimension, revision, embed } = await loadOnnxModel(settings);
    port.on("message", async (text: string) => {
      try {
        reply({ type: "vector", vector: await embed(text) });
      } catch (error) {
        reply({ type: "failed", reason: describe(error) });
      } finally {
        Atomics.add(finished, 0, 1);
        Atomics.notify(finished, 0);
      }
    });
    reply({ type: "ready", dimension, revision });
  } catch (error) {
    reply({ type: "unavailable", reason: describe(error) });
  }
}

/** The messages of an error and its causes: `fetch failed` alone doesn't say why. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`;
}

if (parentPort !== null) await serve(parentPort, workerData as WorkerData);
