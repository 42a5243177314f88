import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A model of a few hundred tokens, for both adapters. */
export const TINY_MODEL = fileURLToPath(new URL("../../fixtures/models/tiny-static", import.meta.url));

/** A cross-encoder that gives the share of the question's words that a text has. */
export const TINY_CROSS_ENCODER = fileURLToPath(
  new URL("../../fixtures/models/tiny-cross-encoder", import.meta.url),
);

/** The folder that holds the built-in model's folder. */
export const MODELS_DIR = fileURLToPath(new URL("../../../models", import.meta.url));

/** A fresh folder that is removed when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "footnote-embedding-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

/** A copy of a model, by default the tiny one that embeds, that a test may damage. */
export async function copyOfTinyModel(name = "copy", model = TINY_MODEL): Promise<string> {
  const dir = path.join(await temporaryFolder(), name);
  await cp(model, dir, { recursive: true });
  return dir;
}
