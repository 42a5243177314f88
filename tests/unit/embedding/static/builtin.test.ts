import { beforeAll, expect, it } from "vitest";
import type { WordVectors } from "../../../../src/core/ports/word-vectors.js";
import { loadBuiltinModel, loadWordVectors } from "../../../../src/embedding/static/builtin.js";
import { MODELS_DIR } from "../../../support/models/test-models.js";

let words: WordVectors;
beforeAll(async () => {
  words = await loadWordVectors(MODELS_DIR);
});

it("a word put together from many pieces is less certain than a frequent one", () => {
  expect(words.lookup("krieg")?.certainty).toBe(1);
  expect(words.lookup("kriegsgefangenenlager")?.certainty).toBeLessThan(1);
});

it("the model is read once, and again after it couldn't be read", async () => {
  expect(loadBuiltinModel(MODELS_DIR)).toBe(loadBuiltinModel(MODELS_DIR));
  const missing = loadBuiltinModel("/nowhere");
  await expect(missing).rejects.toMatchObject({ code: "embedding_model_unavailable" });
  const again = loadBuiltinModel("/nowhere");
  expect(again).not.toBe(missing);
  await expect(again).rejects.toMatchObject({ code: "embedding_model_unavailable" });
});
