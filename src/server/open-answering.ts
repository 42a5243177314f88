import { type Answerer, createAnswerer } from "../answering/answerer.js";
import { createWriter } from "../answering/create-writer.js";
import { loadPrompts } from "../answering/prompts.js";
import type { Config } from "../config/config.js";
import { installation } from "../config/installation.js";
import { loadWordVectors } from "../embedding/load-word-vectors.js";
import { createRetriever, type Retriever } from "../retrieval/retriever.js";
import { WordMatcher } from "../text/word-matcher.js";
import type { Index } from "./open-index.js";
import { openReranking } from "./open-reranking.js";

/** The read path over an open index. */
export interface Answering {
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** Closes what it opened itself; the index stays its owner's. */
  close(): Promise<void>;
}

/**
 * Puts retrieval, prompts and the configured reranker and writer on top of an index.
 * @param onNotice takes a sentence for the operator
 * @throws FootnoteError `invalid_prompt`; `invalid_configuration` if the writer can't be made, or there is no such
 * reranking model; `reranking_model_unavailable` if it can't be loaded
 */
export async function openAnswering(
  config: Config,
  { store, embedder }: Index,
  onNotice: (notice: string) => void,
): Promise<Answering> {
  const [prompts, vectors] = await Promise.all([
    loadPrompts(config.promptsDir),
    loadWordVectors(installation.models),
  ]);
  const matcher = new WordMatcher(vectors);
  const writer = await createWriter({ llm: config.llm, prompts, matcher });
  // Last, since it holds a thread.
  const reranking = await openReranking(config.reranking, onNotice);
  const retriever = createRetriever({ store, embedder, matcher, reranking });
  return {
    retriever,
    answerer: createAnswerer({ retriever, writer, prompts, store, matcher }),
    close: async () => reranking?.reranker.close(),
  };
}
