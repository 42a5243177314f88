import type { RerankingConfig } from "../config/config.js";
import { createTransformersReranker } from "../reranking/transformers-reranker.js";
import type { Reranking } from "../retrieval/rerank.js";

/**
 * Loads a reranker for retrieval. Only its first failure is reported, since a model that has crashed fails at every
 * question.
 * @param onNotice takes a sentence for the operator
 * @returns undefined if none is configured
 * @throws FootnoteError as `createTransformersReranker` does
 */
export async function openReranking(
  config: RerankingConfig | undefined,
  onNotice: (notice: string) => void,
): Promise<Reranking | undefined> {
  if (config === undefined) {
    return undefined;
  }
  let isReported = false;
  return {
    reranker: await createTransformersReranker(config),
    candidates: config.candidates,
    onFailure: ({ message }) => {
      if (isReported) {
        return;
      }
      isReported = true;
      onNotice(`What a question found wasn't reranked and is ordered by its score: ${message}`);
    },
  };
}
