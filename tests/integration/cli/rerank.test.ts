import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SearchResult } from "../../../src/app/search-result.js";
import type { Check } from "../../../src/cli/doctor/check.js";
import { type Outcome, run } from "../../support/footnote.js";
import { TINY_CROSS_ENCODER } from "../../support/models/test-models.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

/** The test model knows the words behind the colon, and takes the others for no words at all. */
const query = "Murmeltiere beim Bergwandern, Alpenglühen, Gipfelkreuze: war der Krieg zu Ende?";

describe("the command line with a reranker", () => {
  let workspace: Workspace;
  const footnote = (args: readonly string[], env: Record<string, string> = {}) =>
    run(args, { cwd: workspace.folder, env });
  const search = async (env: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await footnote(["search", query, "-k", "3", "--json"], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout) as SearchResult;
  };
  const titles = ({ passages }: SearchResult) => passages.map(({ title }) => title);

  beforeAll(async () => {
    workspace = await createWorkspace({
      "bergwandern.txt": "Beim Bergwandern sahen wir Murmeltiere, Alpenglühen und Gipfelkreuze.",
      "krieg.txt": "Im Jahr 1989 war der Krieg zu Ende.",
    });
    const incomplete = path.join(workspace.folder, "incomplete");
    await cp(TINY_CROSS_ENCODER, incomplete, { recursive: true });
    await rm(path.join(incomplete, "onnx"), { recursive: true });
    const { code } = await footnote(["ingest"]);
    expect(code).toBe(0);
  });

  afterAll(() => workspace.remove());

  it("orders what was found by the model, and keeps the fused scores", async () => {
    const plain = await search();
    const reranked = await search({ RERANK_MODEL: TINY_CROSS_ENCODER });
    expect(plain.timings.rerank).toBe(0);
    expect(plain.passages[0]?.scores).not.toHaveProperty("rerank");
    expect(titles(plain).slice(0, 2)).toEqual(["Bergwandern", "Krieg"]);
    expect(titles(reranked)[0]).toBe("Krieg");
    const relevances = reranked.passages.map(({ scores }) => scores.rerank ?? Number.NaN);
    expect(relevances).toEqual(relevances.toSorted((a, b) => b - a));
    const scoreOf = ({ passages }: SearchResult) => passages.find(({ title }) => title === "Krieg")?.score;
    expect(scoreOf(reranked)).toBe(scoreOf(plain));
  });

  it("reads no more passages than it is told to", async () => {
    const [plain, reranked] = [
      await search(),
      await search({ RERANK_MODEL: TINY_CROSS_ENCODER, RERANK_CANDIDATES: "1" }),
    ];
    expect(titles(reranked)).toEqual(titles(plain));
    expect(reranked.passages.map(({ scores }) => scores.rerank !== undefined)).toEqual([true, false, false]);
  });

  it.each<[string, string, number, RegExp]>([
    ["a folder that isn't there", "./no-model", 2, /RERANK_MODEL: there is no folder/],
    ["a folder without the weights", "./incomplete", 1, /reranking model in .*lacks onnx\/model_quantized/],
  ])("says how to mend %s", async (_, model, code, message) => {
    const outcome: Outcome = await footnote(["search", query], { RERANK_MODEL: model });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr.trim().split("\n")).toHaveLength(1);
  });

  it("is looked at by the doctor", async () => {
    const check = async (env: Record<string, string>) => {
      const { stdout } = await footnote(["doctor", "--json"], env);
      const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
      return checks.find(({ name }) => name === "reranker");
    };
    expect(await check({})).toMatchObject({ status: "ok", message: expect.stringContaining("None") });
    expect(await check({ RERANK_MODEL: TINY_CROSS_ENCODER })).toMatchObject({
      status: "ok",
      message: "tiny-cross-encoder: reads 20 passages, q8.",
    });
    expect(await check({ RERANK_MODEL: "./no-model" })).toMatchObject({ status: "fail" });
  });
});
