import { openEmbedder } from "../../app/workspace.js";
import type { Config } from "../../config/config.js";
import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
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
    return {
      check: { name, status: "ok", message: describe(fingerprint) },
      embedder: { fingerprint, languages },
    };
  } catch (error) {
    return { check: failed(name, error), embedder: undefined };
  }
}

/** A provider doesn't say how its weights are stored; instead the operator is told that texts leave the machine. */
function describe({ model, dimension, quantisation }: Fingerprint): string {
  const how =
    quantisation === "unknown"
      ? "answered by its server, which is sent documents and questions"
      : quantisation;
  return `${model}: ${dimension} dimensions, ${how}.`;
}
