import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDocuments } from "../../../src/cli/doctor/check-documents.js";
import { checkEmbedder } from "../../../src/cli/doctor/check-embedder.js";
import { checkIndex, vectorIndexAdvice } from "../../../src/cli/doctor/check-index.js";
import { checkNativeModules, checkNode } from "../../../src/cli/doctor/check-installation.js";
import { checkWriter } from "../../../src/cli/doctor/check-writer.js";
import { loadConfig } from "../../../src/config/config.js";
import type { AnalysisVersion } from "../../../src/core/analysis.js";
import { ANALYSIS } from "../../../src/ingest/analysis.js";
import { ingest } from "../../../src/ingest/ingest.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { embedder, loader } from "../../support/ingest/fakes.js";

describe("doctor", () => {
  let folder: string;
  const config = (environment: Record<string, string> = {}) =>
    loadConfig({ DOCUMENTS_DIR: folder, INDEX_DIR: path.join(folder, "index"), ...environment }, folder);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-doctor-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ["20.19.0", "ok"],
    ["20.18.3", "fail"],
    ["18.20.0", "fail"],
    ["24.0.0", "ok"],
  ])("judges Node.js %s as %s", (version, status) => {
    expect(checkNode(version).status).toBe(status);
  });

  it("finds the native modules", async () => {
    expect((await checkNativeModules()).map(({ status }) => status)).toEqual(["ok", "ok"]);
  });

  it("counts documents, and warns of a folder without any", async () => {
    const feedbackFile = path.join(folder, "feedback.jsonl");
    const check = (documentsDir: string) =>
      checkDocuments({ documentsDir, indexDir: path.join(folder, "index"), feedbackFile });
    await writeFile(feedbackFile, "{}\n");
    expect((await check(folder)).status).toBe("warn");
    await writeFile(path.join(folder, "a.txt"), "Text.");
    await writeFile(path.join(folder, "b.bin"), "Text.");
    await writeFile(path.join(folder, "c.draft.txt"), "Text.");
    await writeFile(path.join(folder, ".footnoteignore"), "*.draft.txt");
    expect(await check(folder)).toMatchObject({
      status: "ok",
      message: expect.stringMatching(/^1 document .*\(1 txt\), 1 skipped, 1 ignored/),
    });
    expect((await check(path.join(folder, "nowhere"))).status).toBe("fail");
  });

  it("says how to get an embedding model that loads", async () => {
    const { check, embedder } = await checkEmbedder(
      config({ EMBEDDING_MODEL: path.join(folder, "no-model") }),
    );
    expect(check).toMatchObject({ status: "fail", message: expect.stringContaining("EMBEDDING_MODEL") });
    expect(embedder).toBeUndefined();
  });

  it("warns of an index that was never built, and builds none", async () => {
    expect(await checkIndex(config(), undefined)).toMatchObject({
      status: "warn",
      remedy: expect.stringContaining("ingest"),
    });
    expect(await checkIndex(config(), undefined)).toMatchObject({ status: "warn" });
  });

  it("tells what couldn't be read, what is out of date, and what the embedder doesn't know", async () => {
    const { indexDir, documentsDir } = config();
    await writeFile(path.join(folder, "bad.txt"), Buffer.from([0, 1, 2, 255, 0]));
    await writeFile(path.join(folder, "blank.txt"), " ");
    await writeFile(path.join(folder, "pl.txt"), "Herbata jest napojem przygotowywanym z liści herbaty.");
    const store = await (await openDriver({ store: "local", indexDir })).open();
    await ingest({ documentsDir, exclude: [indexDir], store, embedder, loader });
    await store.close();
    const check = await checkIndex(config(), embedder);
    expect(check).toMatchObject({
      status: "warn",
      message: expect.stringMatching(
        /1 file couldn't be read: bad\.txt: .*1 document may lack something: blank\.txt: holds no text.*Polish 1.*EMBEDDING_MODEL=/,
      ),
    });
    // An ingest would mend nothing.
    expect(check.remedy).toBeUndefined();
    await writeFile(path.join(folder, "new.txt"), "New.");
    expect(await checkIndex(config(), embedder)).toMatchObject({
      message: expect.stringContaining("1 document new or changed, 0 removed"),
      remedy: expect.stringContaining("ingest"),
    });
  });

  it("tells what the next ingest makes again because rules have changed", async () => {
    const { indexDir, documentsDir } = config();
    await writeFile(path.join(folder, "a.txt"), "Bread is baked from flour.");
    await writeFile(path.join(folder, "bad.txt"), Buffer.from([0, 1, 2, 255, 0]));
    await writeFile(path.join(folder, "b.md"), "Tea is brewed from leaves.");
    const store = await (await openDriver({ store: "local", indexDir })).open();
    await ingest({ documentsDir, exclude: [indexDir], store, embedder, loader });
    await store.close();
    const check = (analysis: AnalysisVersion) => checkIndex(config(), embedder, analysis);
    const other = {
      status: "warn",
      message: expect.stringMatching(/Made by other rules.*analyses all documents again/),
      remedy: expect.stringContaining("ingest"),
    };
    expect(await check({ ...ANALYSIS, terms: ANALYSIS.terms + 1 })).toMatchObject(other);
    expect(await check({ ...ANALYSIS, passages: ANALYSIS.passages + 1 })).toMatchObject(other);
    const loaders = { ...ANALYSIS.loaders, text: 1000 };
    expect(await check({ ...ANALYSIS, loaders })).toMatchObject({
      status: "warn",
      message: expect.stringMatching(/Read by other loaders .*\(text\), and to be read again: 2 files/),
      remedy: expect.stringContaining("ingest"),
    });
    expect((await check(ANALYSIS)).message).not.toMatch(/rules|loaders/);
  });

  it("says when the other vector index is the better one for the index at hand", async () => {
    const { indexDir, documentsDir } = config();
    await writeFile(path.join(folder, "a.txt"), "Bread is baked from flour.");
    const store = await (await openDriver({ store: "local", indexDir })).open();
    await ingest({ documentsDir, exclude: [indexDir], store, embedder, loader });
    await store.close();
    const advice = /VECTOR_INDEX=exact is at least as fast/;
    expect(await checkIndex(config(), embedder)).toMatchObject({
      status: "ok",
      message: expect.stringMatching(advice),
    });
    expect((await checkIndex(config({ VECTOR_INDEX: "exact" }), embedder)).message).not.toMatch(advice);
    const large = 10_000_000;
    expect(vectorIndexAdvice({ store: "local", vectorIndex: "hnsw" }, large)).toEqual([]);
    expect(vectorIndexAdvice({ store: "local", vectorIndex: "exact" }, large)).toEqual([
      expect.stringContaining("VECTOR_INDEX=hnsw is faster"),
    ]);
    expect(vectorIndexAdvice({ store: "postgres", vectorIndex: "hnsw" }, 1)).toEqual([]);
  });

  it("finds prompts and writer at fault when they are", async () => {
    const statuses = async (environment: Record<string, string>) =>
      (await checkWriter(config(environment))).map(({ name, status }) => `${name} ${status}`);
    expect(await statuses({})).toEqual(["prompts ok", "llm ok"]);
    expect(await statuses({ PROMPTS_DIR: folder })).toEqual(["prompts fail", "llm ok"]);
    expect(await statuses({ LLM: "nobody:nothing" })).toEqual(["prompts ok", "llm fail"]);
  });
});
