import type { Config } from "../config/config.js";
import { INSTALLATION } from "../config/installation.js";
import { FootnoteError } from "../core/errors.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Store } from "../core/ports/store.js";
import { createEmbedder } from "../embedding/create-embedder.js";
import { createLoadingPool, type LoadingPool } from "../ingest/loading/loading-pool.js";
import { setIndexAside } from "../store/local/folder/set-aside.js";
import { openStore } from "../store/open-store.js";

/** The index, the embedder it is written and searched with, and what reads files for it. */
export interface Index {
  readonly store: Store;
  readonly embedder: Embedder;
  /** Its processes start when the first file is read. */
  readonly loader: LoadingPool;
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
      if (!isDamage(error)) {
        throw error;
      }
      return replaceStore(config, onNotice);
    }
  });
}

/**
 * Sets the configured index aside, which turned out to be damaged when it was read, and opens a new one.
 * @param onNotice takes a sentence for the operator
 * @throws FootnoteError as `createEmbedder` and `openStore` do
 */
export function replaceIndex(config: Config, onNotice: (notice: string) => void): Promise<Index> {
  return withEmbedder(config, () => replaceStore(config, onNotice));
}

/** Whether an error says that the index can't be used and has to be built anew. */
export function isDamage(error: unknown): boolean {
  return FootnoteError.is(error) && error.code === "index_damaged";
}

async function replaceStore({ store, indexDir }: Config, onNotice: (notice: string) => void): Promise<Store> {
  const aside = await setIndexAside(indexDir);
  onNotice(
    `The index is damaged or was made by an older Footnote. It was moved to ${aside ?? "nowhere"} and is built anew.`,
  );
  return openStore({ store, indexDir });
}

/**
 * Loads the configured embedder.
 * @throws FootnoteError as `createEmbedder` does
 */
export function openEmbedder({ embedding }: Config): Promise<Embedder> {
  return createEmbedder({ ...embedding, modelsDir: INSTALLATION.models });
}

async function withEmbedder(config: Config, open: () => Promise<Store>): Promise<Index> {
  const embedder = await openEmbedder(config);
  try {
    const store = await open();
    const loader = createLoadingPool({ limits: config.loading });
    return {
      store,
      embedder,
      loader,
      close: async () => {
        await Promise.all([store.close(), embedder.close(), loader.close()]);
      },
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}
