import { FootnoteError } from "../../core/errors.js";
import { missingFiles, modelFiles } from "./model-files.js";
import type { ModelSource } from "./model-source.js";
import type { WorkerSettings } from "./protocol.js";
import { type EmbeddingWorker, startWorker } from "./worker-client.js";

/**
 * Starts a thread with the model.
 * @throws FootnoteError `embedding_model_unavailable`, with what to do, if the model can't be loaded
 */
export async function openModel(settings: WorkerSettings): Promise<EmbeddingWorker> {
  const { source, quantisation } = settings;
  if (source.kind === "folder") {
    const missing = await missingFiles(source.dir, quantisation);
    if (missing.length > 0) throw unavailable(settings, `it lacks ${missing.join(", ")}`);
  }
  try {
    // The thread needs compiled code, also when this module is run from source.
    return await startWorker(new URL(import.meta.resolve("#embedding-worker")), settings);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unavailable(settings, reason.replace(/\.$/, ""), cause);
  }
}

function unavailable(settings: WorkerSettings, reason: string, cause?: unknown): FootnoteError {
  const files = modelFiles(settings.quantisation).join(", ");
  return new FootnoteError(
    "embedding_model_unavailable",
    `The embedding model ${whatToDo(settings.source, reason)} the model's files: ${files}.`,
    { cause },
  );
}

function whatToDo(source: ModelSource, reason: string): string {
  if (source.kind === "folder") return `in ${source.dir} can't be loaded: ${reason}. The folder has to hold`;
  return (
    `${source.id} can't be loaded from ${new URL(source.url).origin}: ${reason}. Check the name and the ` +
    "network; without a network, set EMBEDDING_MODEL to builtin, or to the path of a folder that holds"
  );
}
