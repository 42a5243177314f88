import type { Config } from "../config/config.js";
import { FootnoteError } from "../core/errors.js";
import type { Store } from "../core/ports/store.js";
import { type Answering, openAnswering } from "../server/open-answering.js";
import { type Index, openIndexToRead } from "../server/open-index.js";
import { note } from "./terminal.js";

/**
 * Runs work on the index as it is; if there is none yet it is built first.
 * @throws FootnoteError of what can't be opened or built
 */
export async function withAnswering(
  config: Config,
  signal: AbortSignal,
  work: (answering: Answering, store: Store) => Promise<void>,
): Promise<void> {
  const index = (await openExisting(config)) ?? (await build(config, signal));
  try {
    const answering = await openAnswering(config, index, note);
    try {
      await work(answering, index.store);
    } finally {
      await answering.close();
    }
  } finally {
    await index.close();
  }
}

async function build(config: Config, signal: AbortSignal): Promise<Index> {
  // Loaders and all that an ingest needs are loaded only now: they would slow down every question.
  const { buildIndex } = await import("./build-index.js");
  return buildIndex(config, signal);
}

async function openExisting(config: Config): Promise<Index | undefined> {
  try {
    const index = await openIndexToRead(config);
    if ((await index.store.info()).generation > 0) {
      return index;
    }
    await index.close();
    return undefined;
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "index_empty") {
      return undefined;
    }
    throw error;
  }
}
