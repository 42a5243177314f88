import path from "node:path";
import { expect, test } from "vitest";
import { createEmbedder } from "../../../src/embedding/create-embedder.js";
import { MODELS_DIR, TINY_MODEL, temporaryFolder } from "./test-models.js";

const OPTIONS = {
  modelsDir: MODELS_DIR,
  cacheDir: "unused",
  hubTimeoutMs: 1000,
};

/** The native libraries the process has loaded. */
function nativeLibraries(): string {
  return (process.report.getReport() as { sharedObjects: string[] }).sharedObjects.join("\n");
}

test("builtin opens the model in the models folder, without loading the ONNX runtime", async () => {
  const embedder = await createEmbedder({ ...OPTIONS, model: "builtin" });
  expect(embedder.fingerprint.model).toBe("static-de-en-512");
  expect(await embedder.embed(["Grüße"], "query")).toHaveLength(1);
  await embedder.close();
  expect(nativeLibraries()).not.toContain("onnxruntime");

  const transformer = await createEmbedder({ ...OPTIONS, model: TINY_MODEL });
  expect(nativeLibraries()).toContain("onnxruntime");
  await transformer.close();
});

test("builtin without its folder is an error that says what to restore", async () => {
  const modelsDir = path.join(await temporaryFolder(), "models");
  await expect(createEmbedder({ ...OPTIONS, model: "builtin", modelsDir })).rejects.toMatchObject({
    code: "embedding_model_unavailable",
    message: expect.stringMatching(/Restore the file/),
  });
});

test("a provider's model isn't supported yet", async () => {
  await expect(createEmbedder({ ...OPTIONS, model: "openai:text-embedding-3-small" })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringMatching(/^EMBEDDING_MODEL: .*openai/),
  });
});
