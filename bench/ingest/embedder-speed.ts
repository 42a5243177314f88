import type * as App from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import type { Embedder } from "../../src/core/ports/embedder.js";
import { embedDocument } from "../../src/ingest/embed-document.js";
import { splitDocument } from "../../src/passages/split-document.js";
import { documentsOf } from "../corpus/documents-of.js";
import { built } from "../process/built.js";

/** Seconds the default embedder alone needs for the very texts that an ingest of a folder embeds. */
export async function embedderSeconds(folder: string): Promise<number> {
  const { openEmbedder } = await built<typeof App>("app/workspace");
  const embedder = await openEmbedder(loadConfig({}, folder));
  let milliseconds = 0;
  try {
    for await (const document of documentsOf(folder)) {
      const batches: string[][] = [];
      const noting: Embedder = {
        ...embedder,
        embed: async (texts) => {
          batches.push([...texts]);
          return texts.map(() => NO_VECTOR);
        },
      };
      for await (const _ of embedDocument(document, splitDocument(document), noting, NEVER)) {
      }
      const start = performance.now();
      for (const texts of batches) {
        await embedder.embed(texts, "passage");
      }
      milliseconds += performance.now() - start;
    }
    return milliseconds / 1000;
  } finally {
    await embedder.close();
  }
}

const NO_VECTOR = new Float32Array();
const NEVER = new AbortController().signal;
