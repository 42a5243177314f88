import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { findModel, modelName } from "../../../src/transformers/model-source.js";
import { temporaryFolder } from "../../support/models/test-models.js";

const TASK = { name: "reranking", variable: "RERANK_MODEL", choices: "Use a folder." } as const;
const HUB = { url: "https://huggingface.co/", cacheDir: "cache" };

it.each(["Xenova/multilingual-e5-small", "BAAI/bge-m3", "nomic-ai/nomic-embed-text-v1.5"])(
  "%s is a hub id",
  async (id) => {
    expect(await findModel(TASK, id, HUB)).toEqual({ kind: "hub", id, ...HUB });
  },
);

it("an absolute path and a relative one name a folder that exists, also one that looks like a hub id", async () => {
  const dir = path.join(await temporaryFolder(), "owner", "name");
  await mkdir(dir, { recursive: true });
  for (const model of [dir, path.relative(process.cwd(), dir), `${dir}/../name`]) {
    expect(await findModel(TASK, model, HUB)).toEqual({ kind: "folder", dir });
  }
  expect(await findModel(TASK, "src/core", HUB)).toEqual({ kind: "folder", dir: path.resolve("src/core") });
});

it.each([
  ["openai:text-embedding-3-small", /reranking models of openai aren't supported yet/],
  ["ollama:nomic-embed-text", /reranking models of ollama aren't supported yet/],
  ["https://huggingface.co/Xenova/gte-small", /neither a folder nor a hub id/],
  ["./missing", /there is no folder/],
  ["../missing/model", /there is no folder/],
  ["/missing/model", /there is no folder/],
  ["biultin", /neither a folder nor a hub id/],
  ["", /neither a folder nor a hub id/],
  ["owner/", /neither a folder nor a hub id/],
  ["owner/name/more", /neither a folder nor a hub id/],
  ["owner/..", /neither a folder nor a hub id/],
  ["owner/na me", /neither a folder nor a hub id/],
  ["package.json", /neither a folder nor a hub id/],
])("%j is refused, and the error names the variable and what it may be", async (model, problem) => {
  const finding = findModel(TASK, model, HUB);
  await expect(finding).rejects.toMatchObject({ code: "invalid_configuration" });
  await expect(finding).rejects.toThrow(problem);
  await expect(finding).rejects.toThrow(/^RERANK_MODEL: .* Use a folder\.$/);
});

it("a model is named by its hub id or its folder, never by a path", () => {
  expect(modelName({ kind: "hub", id: "owner/name", ...HUB })).toBe("owner/name");
  expect(modelName({ kind: "folder", dir: path.resolve("somewhere/name") })).toBe("name");
});
