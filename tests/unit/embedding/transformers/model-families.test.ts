import { describe, expect, it } from "vitest";
import { modelUsage, pool } from "../../../../src/embedding/transformers/model-families.js";

const RETRIEVE = "Represent this sentence for searching relevant passages: ";

it.each([
  ["Xenova/multilingual-e5-small", "mean", "query: ", "passage: ", null],
  ["Xenova/e5-base-v2", "mean", "query: ", "passage: ", ["en"]],
  ["Xenova/bge-small-en-v1.5", "cls", RETRIEVE, "", ["en"]],
  ["Xenova/bge-m3", "cls", "", "", null],
  ["Xenova/gte-small", "mean", "", "", ["en"]],
  ["onnx-community/gte-multilingual-base", "cls", "", "", null],
  ["Alibaba-NLP/gte-base-en-v1.5", "cls", "", "", ["en"]],
  ["Xenova/all-MiniLM-L6-v2", "mean", "", "", ["en"]],
  ["onnx-community/all-MiniLM-L6-v2-ONNX", "mean", "", "", ["en"]],
  ["Xenova/paraphrase-multilingual-MiniLM-L12-v2", "mean", "", "", null],
  ["Xenova/jina-embeddings-v2-base-de", "mean", "", "", ["de", "en"]],
  ["nomic-ai/nomic-embed-text-v1.5", "mean", "search_query: ", "search_document: ", ["en"]],
  ["Snowflake/snowflake-arctic-embed-m-v1.5", "cls", RETRIEVE, "", ["en"]],
  ["Snowflake/snowflake-arctic-embed-l-v2.0", "cls", "query: ", "", null],
  ["mixedbread-ai/mxbai-embed-large-v1", "cls", RETRIEVE, "", ["en"]],
  ["my-own-model", "mean", "", "", null],
])("%s is used as its authors document", (model, pooling, query, passage, languages) => {
  expect(modelUsage(model)).toEqual({ pooling, prefix: { query, passage }, languages });
});

it("instructions for a task stand before the question only", () => {
  for (const model of [
    "onnx-community/Qwen3-Embedding-0.6B-ONNX",
    "intfloat/multilingual-e5-large-instruct",
  ]) {
    const { prefix } = modelUsage(model);
    expect(prefix.query).toMatch(/^Instruct: .+\nQuery:/);
    expect(prefix.passage).toBe("");
  }
  expect(modelUsage("onnx-community/Qwen3-Embedding-0.6B-ONNX").pooling).toBe("last_token");
});

it("a folder's name tells the family as well, the owner's name doesn't", () => {
  expect(modelUsage("Multilingual-E5-Small")).toEqual(modelUsage("Xenova/multilingual-e5-small"));
  expect(modelUsage("e5-fans/something").prefix.query).toBe("");
});

describe("pooling", () => {
  const TOKENS = Float32Array.of(1, 2, 3, 4, 8, 12);

  it.each([
    ["mean", [4, 6]],
    ["cls", [1, 2]],
    ["last_token", [8, 12]],
  ] as const)("%s pooling of three tokens", (pooling, expected) => {
    expect(pool(TOKENS, 2, pooling)).toEqual(Float32Array.from(expected));
  });

  it.each(["mean", "cls", "last_token"] as const)("%s pooling of one token is the token", (pooling) => {
    expect(pool(TOKENS, 6, pooling)).toEqual(TOKENS);
  });
});
