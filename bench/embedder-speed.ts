import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../src/config/config.js";
import { installation } from "../src/config/installation.js";
import { findLoader } from "../src/documents/find-loader.js";
import { createEmbedder } from "../src/embedding/create-embedder.js";
import { splitDocument } from "../src/passages/split-document.js";

/**
 * Seconds the default embedder alone needs for the texts of a folder that an ingest embeds: passages, the
 * paragraphs around them and their sentences.
 */
export async function embedderSeconds(folder: string): Promise<number> {
  const { embedding, loading } = loadConfig({}, folder);
  const embedder = await createEmbedder({ ...embedding, modelsDir: installation.models });
  let milliseconds = 0;
  try {
    for (const path of await readdir(folder, { recursive: true })) {
      const loader = path.includes(".") ? await findLoader(path) : undefined;
      if (loader === undefined) continue;
      const document = await loader.load(await readFile(join(folder, path)), path, loading);
      const texts = splitDocument(document).paragraphs.flatMap((paragraph) =>
        [paragraph, ...paragraph.passages, ...paragraph.sentences].map(({ start, end }) =>
          document.text.slice(start, end),
        ),
      );
      const start = performance.now();
      await embedder.embed(texts, "passage");
      milliseconds += performance.now() - start;
    }
    return milliseconds / 1000;
  } finally {
    await embedder.close();
  }
}
