import { expect, it } from "vitest";
import { chooseModel } from "../../../src/embedding/model-choice.js";

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
