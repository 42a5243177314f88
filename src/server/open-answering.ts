import { type Answerer, createAnswerer } from "../answering/answerer.js";
import { createWriter } from "../answering/create-writer.js";
import { loadPrompts } from "../answering/prompts.js";
import { WordMatcher } from "../answering/word-matcher.js";
import type { Config } from "../config/config.js";
import { installation } from "../config/installation.js";
import { loadWordVectors } from "../embedding/load-word-vectors.js";
import { createRetriever, type Retriever } from "../retrieval/retriever.js";
import type { Index } from "./open-index.js";

/** The read path over an open index. */
export interface Answering {
  readonly retriever: Retriever;
  readonly answerer: Answerer;
}

/**
 * Puts retrieval, prompts and the configured writer on top of an index.
 * @throws FootnoteError `invalid_prompt`; `invalid_configuration` if the writer can't be made
 */
export async function openAnswering(config: Config, { store, embedder }: Index): Promise<Answering> {
  const [prompts, vectors] = await Promise.all([
    loadPrompts(config.promptsDir),
    loadWordVectors(installation.models),
  ]);
  const matcher = new WordMatcher(vectors);
  const writer = await createWriter({ llm: config.llm, prompts, matcher });
  const retriever = createRetriever({ store, embedder });
  return { retriever, answerer: createAnswerer({ retriever, writer, prompts, store, matcher }) };
}
