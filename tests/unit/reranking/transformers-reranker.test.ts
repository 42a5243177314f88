import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Reranker } from "../../../src/core/ports/reranker.js";
import { createTransformersReranker } from "../../../src/reranking/transformers-reranker.js";
import { copyOfTinyModel, TINY_CROSS_ENCODER, TINY_MODEL } from "../../support/models/test-models.js";

/** What the model's graph gives for this share of the question's words. */
const scoreOf = (share: number) => 1 / (1 + Math.exp(4 - 8 * share));

function open(model: string): Promise<Reranker> {
  return createTransformersReranker({ model, cacheDir: "unused", hubTimeoutMs: 1000 });
}

it("is named by its folder, and scores as its graph computes", async () => {
  const reranker = await open(TINY_CROSS_ENCODER);
  expect(reranker.model).toBe("tiny-cross-encoder");
  const scores = await reranker.score("Berliner Mauer", ["die Berliner Mauer", "eine Mauer", "Köln"]);
  await reranker.close();
  for (const [i, share] of [1, 0.5, 0].entries()) {
    expect(scores[i]).toBeCloseTo(scoreOf(share), 6);
  }
});

it("a text is cut to the model's limit, the question isn't", async () => {
  const dir = await copyOfTinyModel("short", TINY_CROSS_ENCODER);
  const file = path.join(dir, "tokenizer_config.json");
  const config: object = JSON.parse(await readFile(file, "utf8"));
  // Room for the question's two words, three special tokens, and two words of the text.
  await writeFile(file, JSON.stringify({ ...config, model_max_length: 7 }));
  const reranker = await open(dir);
  const scores = await reranker.score("Berliner Mauer", ["war Mauer Berliner", "war war Mauer Berliner"]);
  await reranker.close();
  expect(scores[0]).toBeCloseTo(scoreOf(0.5), 6);
  expect(scores[1]).toBeCloseTo(scoreOf(0), 6);
});

it("missing files are named in the error, with the folder", async () => {
  const dir = await copyOfTinyModel("broken", TINY_CROSS_ENCODER);
  await rm(path.join(dir, "onnx"), { recursive: true });
  const opening = open(dir);
  await expect(opening).rejects.toMatchObject({ code: "reranking_model_unavailable" });
  await expect(opening).rejects.toThrow(/reranking model in .*broken.*lacks onnx\/model_quantized\.onnx/);
});

it("a model that embeds is no reranker, and the error says why", async () => {
  const opening = open(TINY_MODEL);
  await expect(opening).rejects.toMatchObject({ code: "reranking_model_unavailable" });
  await expect(opening).rejects.toThrow(/gives no logits/);
});

it.each([
  ["./missing", /^RERANK_MODEL: there is no folder/],
  ["openai:gpt-5-mini", /^RERANK_MODEL: reranking models of openai aren't supported/],
  ["builtin", /^RERANK_MODEL: builtin is neither a folder nor a hub id/],
])("%s is refused as configuration", async (model, message) => {
  const opening = open(model);
  await expect(opening).rejects.toMatchObject({ code: "invalid_configuration" });
  await expect(opening).rejects.toThrow(message);
});

it("many pairs under one signal warn of no leak, and the process can exit while they are scored", async () => {
  const compiled = new URL("../../../dist/reranking/transformers-reranker.js", import.meta.url);
  const program = `
    const { createTransformersReranker } = await import(${JSON.stringify(compiled)});
    const reranker = await createTransformersReranker({
      model: ${JSON.stringify(TINY_CROSS_ENCODER)}, cacheDir: "", hubTimeoutMs: 1000,
    });
    const { signal } = new AbortController();
    const texts = Array.from({ length: 1000 }, (_, i) => "Mann " + i);
    await reranker.score("Mann", texts.slice(0, 100), signal);
    reranker.score("Mann", texts, signal).catch(() => {});
    setImmediate(() => process.exit(0));
  `;
  const exiting = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  expect(await exiting).toEqual({ stdout: "", stderr: "" });
});
