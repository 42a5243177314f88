import { type AnsweringModels, createAnsweringModels } from "../../src/answering/answering-models.js";
import { loadWeights, type Weights } from "../../src/learned/weights-file.js";

/** The weights that come with Footnote. */
export function loadShippedWeights(): Promise<Weights> {
  return loadWeights(new URL("../../models", import.meta.url).pathname);
}

/** What answering has learnt, by the weights that come with Footnote. */
export async function loadShippedModels(): Promise<AnsweringModels> {
  return createAnsweringModels(await loadShippedWeights());
}
