import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { ThreadData, ThreadReply, ThreadRequest } from "./static-embedder.js";
import { embedText, loadStaticModel } from "./static-model.js";

/** The thread's main function: loads the model and answers one request after the other. */
async function serve(port: MessagePort, { dir }: ThreadData): Promise<void> {
  const model = await loadStaticModel(dir);
  port.on("message", ({ id, texts }: ThreadRequest) => {
    const vectors = new Float32Array(texts.length * model.dimension);
    try {
      for (const [i, text] of texts.entries()) {
        vectors.set(embedText(model, text), i * model.dimension);
      }
      port.postMessage({ id, vectors } satisfies ThreadReply, [vectors.buffer]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, reason } satisfies ThreadReply);
    }
  });
}

if (parentPort !== null) {
  await serve(parentPort, workerData as ThreadData);
}
