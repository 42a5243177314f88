import path from "node:path";
import { expect, it } from "vitest";
import { chooseModel, createEmbedder } from "../../../src/embedding/create-embedder.js";
import { MODELS, serverOfTest } from "../../support/models/provider-server.js";
import { MODELS_DIR, temporaryFolder } from "../../support/models/test-models.js";

const OPTIONS = {
  modelsDir: MODELS_DIR,
  cacheDir: "unused",
  hubTimeoutMs: 1000,
};

it("builtin opens the model in the models folder", async () => {
  const embedder = await createEmbedder({ ...OPTIONS, model: "builtin" });
  expect(embedder.fingerprint.model).toBe("static-de-en-512");
  expect(await embedder.embed(["Grüße"], "query")).toHaveLength(1);
  await embedder.close();
});

it("builtin without its folder is an error that says what to restore", async () => {
  const modelsDir = path.join(await temporaryFolder(), "models");
  await expect(createEmbedder({ ...OPTIONS, model: "builtin", modelsDir })).rejects.toMatchObject({
    code: "embedding_model_unavailable",
    message: expect.stringMatching(/Restore the file/),
  });
});

it("a question that was asked before costs a provider no request", async () => {
  const server = await serverOfTest();
  const { environment } = server;
  const embedder = await createEmbedder({ ...OPTIONS, model: MODELS.ollama, environment });
  const atStart = server.requests.length;
  for (let i = 0; i < 3; i++) {
    await embedder.embed(["ready"], "query");
  }
  expect(server.requests).toHaveLength(atStart + 1);
  await embedder.close();
});

it("a provider that isn't known is an error that names those that are", async () => {
  await expect(createEmbedder({ ...OPTIONS, model: "cohere:embed-v4" })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringMatching(/^EMBEDDING_MODEL: cohere .*openai, ollama, google-genai/),
  });
});

it.each([
  ["openai:text-embedding-3-small", "openai", "text-embedding-3-small"],
  ["ollama:bge-m3:567m", "ollama", "bge-m3:567m"],
  ["ollama:hf.co/owner/model:Q8_0", "ollama", "hf.co/owner/model:Q8_0"],
  ["google-genai:gemini-embedding-001", "google-genai", "gemini-embedding-001"],
])("%s is a model of %s", (model, provider, name) => {
  expect(chooseModel(model)).toEqual({ kind: "provider", provider, name });
});

it.each([
  "Xenova/multilingual-e5-small",
  "./openai:x",
  "/models/openai:x",
  "C:\\models\\x",
  "c:/models/x",
  "https://example.com/model",
])("%s is for the transformers", (model) => {
  expect(chooseModel(model)).toEqual({ kind: "transformer" });
});

it("builtin is the built-in model", () => {
  expect(chooseModel("builtin")).toEqual({ kind: "builtin" });
});

it.each([
  ["cohere:embed-v4", /cohere is no provider .*openai, ollama, google-genai/],
  ["OpenAI:x", /OpenAI is no provider/],
  ["openai:", /openai: lacks a model/],
  ["ollama: ", /ollama: lacks a model/],
])("%j is wrong", (model, message) => {
  expect(() => chooseModel(model)).toThrow(expect.objectContaining({ code: "invalid_configuration" }));
  expect(() => chooseModel(model)).toThrow(message);
});
