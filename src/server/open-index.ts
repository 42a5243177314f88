import type { Config } from "../config/config.js";
import { installation } from "../config/installation.js";
import { FootnoteError } from "../core/errors.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Store } from "../core/ports/store.js";
import { createEmbedder } from "../embedding/create-embedder.js";
import { setIndexAside } from "../store/local/set-aside.js";
import { openStore } from "../store/open-store.js";

/** The index and the embedder it is written and searched with. */
export interface Index {
  readonly store: Store;
  readonly embedder: Embedder;
  close(): Promise<void>;
}

/**
 * Opens the configured index to be read as it is.
 * @throws FootnoteError `index_empty` if there is none yet; as `createEmbedder` and `openStore` do, such as
 *   `index_damaged`
 */
export function openIndexToRead(config: Config): Promise<Index> {
  const { store, indexDir } = config;
  return withEmbedder(config, () => openStore({ store, indexDir, readOnly: true }));
}

/**
 * Opens the configured index to be brought up to date. A damaged one is set aside, since all it held can be had
 * from the documents again.
 * @param onNotice takes a sentence for the operator
 * @throws FootnoteError as `createEmbedder` and `openStore` do, but not `index_damaged`
 */
export function openIndexToWrite(config: Config, onNotice: (notice: string) => void): Promise<Index> {
  const { store, indexDir } = config;
  return withEmbedder(config, async () => {
    try {
      return await openStore({ store, indexDir });
    } catch (error) {
      if (!FootnoteError.is(error) || error.code !== "index_damaged") {
        throw error;
      }
      const aside = await setIndexAside(indexDir);
      onNotice(`The index is damaged. It was moved to ${aside ?? "nowhere"} and is built anew.`);
      return openStore({ store, indexDir });
    }
  });
}

/**
 * Loads the configured embedder.
 * @throws FootnoteError as `createEmbedder` does
 */
export function openEmbedder({ embedding }: Config): Promise<Embedder> {
  return createEmbedder({ ...embedding, modelsDir: installation.models });
}

async function withEmbedder(config: Config, open: () => Promise<Store>): Promise<Index> {
  const embedder = await openEmbedder(config);
  try {
    const store = await open();
    return {
      store,
      embedder,
      close: async () => {
        await Promise.all([store.close(), embedder.close()]);
      },
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}
