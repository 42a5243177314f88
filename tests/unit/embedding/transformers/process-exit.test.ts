import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import process from "node:process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { TINY_MODEL, temporaryFolder } from "../../../support/models/test-models.js";

const COMPILED = new URL("../../../../dist/embedding/create-embedder.js", import.meta.url);

/** Opens a model, embeds a text and ends. */
const SHORT_PROGRAM = `
  const { createEmbedder } = await import(${JSON.stringify(COMPILED)});
  const embedder = await createEmbedder({
    model: ${JSON.stringify(TINY_MODEL)}, modelsDir: "", cacheDir: "", hubTimeoutMs: 1000,
  });
  await embedder.embed(["Mann"], "passage");
  await embedder.close();
`;

/** Ends the process while the thread computes. */
const PROGRAM = `
  const { createEmbedder } = await import(${JSON.stringify(COMPILED)});
  const embedder = await createEmbedder({
    model: ${JSON.stringify(TINY_MODEL)}, modelsDir: "", cacheDir: "", hubTimeoutMs: 1000,
  });
  const texts = Array.from({ length: 1000 }, (_, i) => "Mann ".repeat(4000) + i);
  embedder.embed(texts, "passage").catch(() => {});
  setTimeout(() => process.exit(0), 100);
`;

it("the process can exit while a text is embedded", async () => {
  for (let run = 0; run < 2; run++) {
    const exiting = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", PROGRAM]);
    expect(await exiting).toEqual({ stdout: "", stderr: "" });
  }
});

it("the ONNX runtime keeps no telemetry", async () => {
  const folder = await temporaryFolder();
  const env = { PATH: process.env["PATH"], TMPDIR: folder };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", SHORT_PROGRAM], { env });
  expect(await readdir(folder)).toEqual([]);
});
