import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../../../src/core/ports/embedder.js";
import {
  createTransformersEmbedder,
  type TransformersOptions,
} from "../../../../src/embedding/transformers/transformers-embedder.js";
import { copyOfTinyModel, TINY_MODEL } from "../../../support/models/test-models.js";

function open(model: string, settings: Partial<TransformersOptions> = {}): Promise<Embedder> {
  return createTransformersEmbedder({ model, cacheDir: "unused", hubTimeoutMs: 1000, ...settings });
}

/** The vectors of texts from an embedder that is closed afterwards. */
async function embed(embedder: Embedder, texts: string[], role: "query" | "passage" = "passage") {
  const vectors = await embedder.embed(texts, role);
  await embedder.close();
  return vectors;
}

/** `[CLS]`, the text, `[SEP]`. */
const BERT_TEMPLATE = {
  type: "TemplateProcessing",
  single: [
    { SpecialToken: { id: "[CLS]", type_id: 0 } },
    { Sequence: { id: "A", type_id: 0 } },
    { SpecialToken: { id: "[SEP]", type_id: 0 } },
  ],
  pair: [],
  special_tokens: {
    "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
    "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
  },
};

async function edit(file: string, change: (content: object) => object): Promise<void> {
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, "utf8")))));
}

describe("the settings of a local model", () => {
  let plain: Embedder;
  beforeAll(async () => {
    plain = await open(TINY_MODEL);
  });
  afterAll(() => plain.close());

  it("without settings: the mean, no prefix, 8 bits, named by its folder", () => {
    expect(plain.fingerprint).toEqual({
      model: "tiny-static",
      revision: expect.stringMatching(/^[0-9a-f]{16}$/),
      dimension: 512,
      pooling: "mean",
      prefix: { query: "", passage: "" },
      quantisation: "q8",
    });
    expect(plain.languages).toBeNull();
  });

  it("each prefix stands before the texts of its role", async () => {
    const settings = { queryPrefix: "Wann ", passagePrefix: "Der " };
    const prefixed = await open(TINY_MODEL, settings);
    expect(prefixed.fingerprint.prefix).toEqual({ query: "Wann ", passage: "Der " });
    const expected = await plain.embed(["Wann Krieg", "Der Krieg"], "passage");
    const [query] = await prefixed.embed(["Krieg"], "query");
    const [passage] = await embed(prefixed, ["Krieg"], "passage");
    expect([query, passage]).toEqual(expected);
  });

  it.each([
    ["cls", "Köln"],
    ["last_token", "Berlin"],
  ] as const)("%s pooling takes one token's vector", async (pooling, token) => {
    const embedder = await open(TINY_MODEL, { pooling });
    expect(embedder.fingerprint.pooling).toBe(pooling);
    const [text, alone] = await embed(embedder, ["Köln aus Berlin", token]);
    expect(text).toEqual(alone);
  });

  it("a folder with the name of a known model is used like that model, unless settings say otherwise", async () => {
    const dir = await copyOfTinyModel("multilingual-e5-small");
    const known = await open(dir);
    expect(known.fingerprint.prefix).toEqual({ query: "query: ", passage: "passage: " });
    await known.close();
    const set = await open(dir, { queryPrefix: "", pooling: "cls" });
    expect(set.fingerprint).toMatchObject({ pooling: "cls", prefix: { query: "", passage: "passage: " } });
    await set.close();
  });

  it("a text longer than the model's limit is cut", async () => {
    const dir = await copyOfTinyModel();
    await edit(path.join(dir, "tokenizer_config.json"), (config) => ({ ...config, model_max_length: 3 }));
    const [cut] = await embed(await open(dir), ["Köln aus Berlin Krieg Mann Hund"]);
    expect([cut]).toEqual(await plain.embed(["Köln aus Berlin"], "passage"));
  });

  it("a text is cut before the special tokens that close it", async () => {
    const dir = await copyOfTinyModel();
    await edit(path.join(dir, "tokenizer_config.json"), (config) => ({ ...config, model_max_length: 4 }));
    await edit(path.join(dir, "tokenizer.json"), (tokenizer) => ({
      ...tokenizer,
      post_processor: BERT_TEMPLATE,
    }));
    const [[cut], [expected]] = await Promise.all([
      embed(await open(dir), ["Köln aus Berlin Krieg Mann"]),
      plain.embed(["Köln aus"], "passage"),
    ]);
    // The special tokens have no weight, so two words are left of four tokens.
    for (const [i, component] of cut?.entries() ?? []) {
      expect(component).toBeCloseTo(expected?.[i] ?? 2, 6);
    }
  });
});

describe("the files of a local model", () => {
  it("another quantisation is another file", async () => {
    const dir = await copyOfTinyModel();
    await rename(path.join(dir, "onnx/model_quantized.onnx"), path.join(dir, "onnx/model.onnx"));
    const embedder = await open(dir, { quantisation: "fp32" });
    expect(embedder.fingerprint.quantisation).toBe("fp32");
    await embedder.close();
  });

  it("what is missing is named in the error", async () => {
    const dir = await copyOfTinyModel();
    await rm(path.join(dir, "onnx"), { recursive: true });
    await rm(path.join(dir, "config.json"));
    const opening = open(dir);
    await expect(opening).rejects.toMatchObject({ code: "embedding_model_unavailable" });
    await expect(opening).rejects.toThrow(/it lacks config\.json, onnx\/model_quantized\.onnx\./);
  });

  it.each(["config.json", "tokenizer.json", "onnx/model_quantized.onnx"])(
    "a damaged %s gives the typed error",
    async (file) => {
      const dir = await copyOfTinyModel();
      await writeFile(path.join(dir, file), "{ damaged");
      await expect(open(dir)).rejects.toMatchObject({ code: "embedding_model_unavailable" });
    },
  );

  it("a changed tokenizer gives another revision", async () => {
    const dir = await copyOfTinyModel();
    const before = await open(dir);
    await before.close();
    const file = path.join(dir, "tokenizer.json");
    await writeFile(file, `${await readFile(file, "utf8")}\n`);
    const after = await open(dir);
    await after.close();
    expect(after.fingerprint.revision).not.toBe(before.fingerprint.revision);
  });
});
