import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A model of a few hundred tokens, for both adapters. */
export const TINY_MODEL = fileURLToPath(new URL("../../fixtures/models/tiny-static", import.meta.url));

/** The folder that holds the built-in model's folder. */
export const MODELS_DIR = fileURLToPath(new URL("../../../models", import.meta.url));

/** A fresh folder that is removed when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "footnote-embedding-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

/** A copy of the tiny model that a test may damage. */
export async function copyOfTinyModel(name = "copy"): Promise<string> {
  const dir = path.join(await temporaryFolder(), name);
  await cp(TINY_MODEL, dir, { recursive: true });
  return dir;
}
