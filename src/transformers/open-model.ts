import { FootnoteError } from "../core/errors.js";
import { keepRunning } from "./keep-running.js";
import { type ModelSettings, type ModelTask, missingFiles, modelFiles } from "./model-source.js";
import { type ModelWorker, startWorker } from "./worker-client.js";

/** Runs the models. npm leaves it out where the install script of its ONNX runtime can't download what it wants. */
const LIBRARY = "@xenova/transformers";

/**
 * Starts a thread with the model.
 * @throws FootnoteError `…_model_unavailable`, with what to do, if the model can't be loaded
 */
export async function openModel<Model, Input, Output>(
  task: ModelTask,
  settings: ModelSettings,
): Promise<ModelWorker<Model, Input, Output>> {
  const { source, quantisation } = settings;
  if (!isInstalled(LIBRARY)) {
    throw new FootnoteError(
      `${task.name}_model_unavailable`,
      `The ${task.name} model needs the package ${LIBRARY}, which isn't installed: its install script failed. ` +
        "Install Footnote again with ONNXRUNTIME_NODE_INSTALL=skip in the environment.",
    );
  }
  if (source.kind === "folder") {
    const missing = await missingFiles(source.dir, quantisation);
    if (missing.length > 0) {
      throw unavailable(task, settings, `it lacks ${missing.join(", ")}`);
    }
  }
  try {
    // The thread needs compiled code, also when this module is run from source.
    const file = new URL(import.meta.resolve(task.worker));
    return await keepRunning(() => startWorker<Model, Input, Output>(file, settings, task), task);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unavailable(task, settings, reason.replace(/\.$/, ""), cause);
  }
}

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function unavailable(
  task: ModelTask,
  settings: ModelSettings,
  reason: string,
  cause?: unknown,
): FootnoteError {
  const files = modelFiles(settings.quantisation).join(", ");
  return new FootnoteError(
    `${task.name}_model_unavailable`,
    `The ${task.name} model ${whatToDo(task, settings, reason)} the model's files: ${files}.`,
    { cause },
  );
}

function whatToDo({ offline }: ModelTask, { source }: ModelSettings, reason: string): string {
  if (source.kind === "folder") {
    return `in ${source.dir} can't be loaded: ${reason}. The folder has to hold`;
  }
  return (
    `${source.id} can't be loaded from ${new URL(source.url).origin}: ${reason}. Check the name and the ` +
    `network; without a network, ${offline}`
  );
}
