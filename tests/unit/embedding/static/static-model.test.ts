import { readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createStaticEmbedder } from "../../../../src/embedding/static/static-embedder.js";
import { loadStaticModel, type StaticModel } from "../../../../src/embedding/static/static-model.js";
import { copyOfTinyModel, MODELS_DIR, TINY_MODEL } from "../../../support/models/test-models.js";

const BUILTIN = path.join(MODELS_DIR, "static-de-en-512");
const CHECK = new URL("../../../fixtures/models/vectors-check.json", import.meta.url);

describe("the built-in model", () => {
  const check: { tolerance: number; texts: { text: string; first8: number[] }[] } = JSON.parse(
    readFileSync(CHECK, "utf8"),
  );
  let model: StaticModel;
  beforeAll(async () => {
    model = await loadStaticModel(BUILTIN);
  });

  it.each(check.texts)("gives the vector that its training gave for $text", async ({ text, first8 }) => {
    const [vector] = await createStaticEmbedder(model, BUILTIN).embed([text], "passage");
    const differences = first8.map((component, i) => Math.abs(component - (vector?.[i] ?? 2)));
    expect(Math.max(...differences)).toBeLessThan(check.tolerance);
  });

  it("has the fingerprint of a model for German and English", () => {
    const { fingerprint, languages } = createStaticEmbedder(model, BUILTIN);
    expect(fingerprint).toEqual({
      model: "static-de-en-512",
      revision: expect.stringMatching(/^[0-9a-f]{16}$/),
      dimension: 512,
      pooling: "mean",
      prefix: { query: "", passage: "" },
      quantisation: "int4",
    });
    expect(languages).toEqual(["de", "en"]);
  });

  it("gives words that tell more about a text longer vectors", () => {
    const length = (text: string) => Math.hypot(...model.sum(text));
    expect(length("tadschikistan")).toBeGreaterThan(2 * length("die"));
    expect(length("capital")).toBeGreaterThan(2 * length("the"));
  });
});

describe("the sum of a text", () => {
  let model: StaticModel;
  beforeAll(async () => {
    model = await loadStaticModel(TINY_MODEL);
  });

  it("is the sum of the sums of its words", () => {
    const whole = model.sum("grüße aus köln");
    const parts = ["grüße", "aus", "köln"].map((word) => model.sum(word));
    whole.forEach((component, i) => {
      expect(component).toBeCloseTo(
        parts.reduce((sum, part) => sum + (part[i] ?? 0), 0),
        4,
      );
    });
  });

  it("has the direction of the text's embedding", async () => {
    const sum = model.sum("grüße aus köln");
    const [vector] = await createStaticEmbedder(model, BUILTIN).embed(["grüße aus köln"], "query");
    const length = Math.hypot(...sum);
    vector?.forEach((component, i) => {
      expect(component).toBeCloseTo((sum[i] ?? 0) / length, 6);
    });
  });

  it.each(["", " ", "\u0000", "日本"])("is nearly zero for %j, which has no known token", (text) => {
    const length = Math.hypot(...model.sum(text));
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(0.05);
  });
});

describe("a model's folder", () => {
  it.each(["model.safetensors", "tokenizer.json"])("without %s is refused", async (file) => {
    const dir = await copyOfTinyModel();
    await rm(path.join(dir, file));
    await expect(loadStaticModel(dir)).rejects.toMatchObject({
      code: "embedding_model_unavailable",
      message: expect.stringContaining(file),
      cause: expect.objectContaining({ code: "ENOENT" }),
    });
  });

  it("with weights that are cut off is refused", async () => {
    const dir = await copyOfTinyModel();
    const weights = path.join(dir, "model.safetensors");
    await writeFile(weights, (await readFile(weights)).subarray(0, -1));
    await expect(loadStaticModel(dir)).rejects.toMatchObject({ code: "embedding_model_unavailable" });
  });

  it("with a vocabulary of another size than the weights is refused", async () => {
    const dir = await copyOfTinyModel();
    const file = path.join(dir, "tokenizer.json");
    const tokenizer = JSON.parse(await readFile(file, "utf8"));
    tokenizer.model.vocab.zusätzlich = Object.keys(tokenizer.model.vocab).length;
    await writeFile(file, JSON.stringify(tokenizer));
    await expect(loadStaticModel(dir)).rejects.toThrow(/embeddings.*rows/);
  });

  it("with a scale that isn't finite is refused", async () => {
    const dir = await copyOfTinyModel();
    const file = path.join(dir, "model.safetensors");
    const bytes = await readFile(file);
    bytes.writeUInt16LE(0x7c00, bytes.length - 2);
    await writeFile(file, bytes);
    await expect(loadStaticModel(dir)).rejects.toThrow(/scale/);
  });

  it("gives another revision when a single weight changes", async () => {
    const dir = await copyOfTinyModel();
    const { revision } = await loadStaticModel(dir);
    const file = path.join(dir, "model.safetensors");
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1_000) ^ 1, bytes.length - 1_000);
    await writeFile(file, bytes);
    expect((await loadStaticModel(dir)).revision).not.toBe(revision);
  });
});
