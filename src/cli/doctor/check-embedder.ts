import type { Config } from "../../config/config.js";
import type { Embedder } from "../../core/ports/embedder.js";
import { openEmbedder } from "../../server/open-index.js";
import { type Check, failed } from "./check.js";

/** The check, and what the embedder is where it loads. */
export interface EmbedderCheck {
  readonly check: Check;
  readonly embedder: Pick<Embedder, "fingerprint" | "languages"> | undefined;
}

/** Whether the embedding model loads and embeds. */
export async function checkEmbedder(config: Config): Promise<EmbedderCheck> {
  const name = "embedder";
  try {
    const embedder = await openEmbedder(config);
    try {
      await embedder.embed(["test"], "query");
    } finally {
      await embedder.close();
    }
    const { fingerprint, languages } = embedder;
    const message = `${fingerprint.model}: ${fingerprint.dimension} dimensions, ${fingerprint.quantisation}.`;
    return { check: { name, status: "ok", message }, embedder: { fingerprint, languages } };
  } catch (error) {
    return { check: failed(name, error), embedder: undefined };
  }
}
