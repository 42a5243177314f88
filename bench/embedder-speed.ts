import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../src/config/config.js";
import { installation } from "../src/config/installation.js";
import type { Embedder } from "../src/core/ports/embedder.js";
import { findLoader } from "../src/documents/find-loader.js";
import { createEmbedder } from "../src/embedding/create-embedder.js";
import { embedDocument } from "../src/ingest/embed-document.js";
import { splitDocument } from "../src/passages/split-document.js";

/** Seconds the default embedder alone needs for the very texts that an ingest of a folder embeds. */
export async function embedderSeconds(folder: string): Promise<number> {
  const { embedding, loading } = loadConfig({}, folder);
  const embedder = await createEmbedder({ ...embedding, modelsDir: installation.models });
  let milliseconds = 0;
  try {
    for (const path of await readdir(folder, { recursive: true })) {
      const loader = path.includes(".") ? await findLoader(path) : undefined;
      if (loader === undefined) continue;
      const document = await loader.load(await readFile(join(folder, path)), path, loading);
      const batches: string[][] = [];
      const noting: Embedder = {
        ...embedder,
        embed: async (texts) => {
          batches.push([...texts]);
          return texts.map(() => NO_VECTOR);
        },
      };
      for await (const _ of embedDocument(document, splitDocument(document), noting, NEVER));
      const start = performance.now();
      for (const texts of batches) await embedder.embed(texts, "passage");
      milliseconds += performance.now() - start;
    }
    return milliseconds / 1000;
  } finally {
    await embedder.close();
  }
}

const NO_VECTOR = new Float32Array();
const NEVER = new AbortController().signal;
