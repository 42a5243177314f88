import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDocuments } from "../../../src/cli/doctor/check-documents.js";
import { checkEmbedder } from "../../../src/cli/doctor/check-embedder.js";
import { checkIndex } from "../../../src/cli/doctor/check-index.js";
import { checkNativeModules } from "../../../src/cli/doctor/check-native.js";
import { checkNode } from "../../../src/cli/doctor/check-node.js";
import { checkWriter } from "../../../src/cli/doctor/check-writer.js";
import { loadConfig } from "../../../src/config/config.js";

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
    expect((await checkDocuments(folder)).status).toBe("warn");
    await writeFile(path.join(folder, "a.txt"), "Text.");
    await writeFile(path.join(folder, "b.bin"), "Text.");
    expect(await checkDocuments(folder)).toMatchObject({
      status: "ok",
      message: expect.stringMatching(/^1 document .*1 skipped/),
    });
    expect((await checkDocuments(path.join(folder, "nowhere"))).status).toBe("fail");
  });

  it("says how to get an embedding model that loads", async () => {
    const { check, fingerprint } = await checkEmbedder(
      config({ EMBEDDING_MODEL: path.join(folder, "no-model") }),
    );
    expect(check).toMatchObject({ status: "fail", message: expect.stringContaining("EMBEDDING_MODEL") });
    expect(fingerprint).toBeUndefined();
  });

  it("warns of an index that was never built, and builds none", async () => {
    expect(await checkIndex(config(), undefined)).toMatchObject({
      status: "warn",
      mend: expect.stringContaining("ingest"),
    });
    expect(await checkIndex(config(), undefined)).toMatchObject({ status: "warn" });
  });

  it("finds prompts and writer at fault when they are", async () => {
    const statuses = async (environment: Record<string, string>) =>
      (await checkWriter(config(environment))).map(({ name, status }) => `${name} ${status}`);
    expect(await statuses({})).toEqual(["prompts ok", "llm ok"]);
    expect(await statuses({ PROMPTS_DIR: folder })).toEqual(["prompts fail"]);
    expect(await statuses({ LLM: "nobody:nothing" })).toEqual(["prompts ok", "llm fail"]);
  });
});
