import { expect, it } from "vitest";
import { createEmbedder } from "../../../src/embedding/create-embedder.js";
import { MODELS_DIR, TINY_MODEL } from "../../support/models/test-models.js";

const OPTIONS = { modelsDir: MODELS_DIR, cacheDir: "unused", hubTimeoutMs: 1000 };

/** The native libraries the process has loaded. */
function nativeLibraries(): string {
  return (process.report.getReport() as { sharedObjects: string[] }).sharedObjects.join("\n");
}

it("the built-in model is opened without loading the ONNX runtime, another one with it", async () => {
  const builtin = await createEmbedder({ ...OPTIONS, model: "builtin" });
  await builtin.close();
  expect(nativeLibraries()).not.toContain("onnxruntime");

  const transformer = await createEmbedder({ ...OPTIONS, model: TINY_MODEL });
  await transformer.close();
  expect(nativeLibraries()).toContain("onnxruntime");
});
