import type { Config } from "../../config/config.js";
import { createTransformersReranker } from "../../reranking/transformers-reranker.js";
import { type Check, failed } from "./check.js";

/** Whether the reranking model loads and gives a score, where one is configured. */
export async function checkReranker({ reranking }: Pick<Config, "reranking">): Promise<Check> {
  const name = "reranker";
  if (reranking === undefined) {
    return { name, status: "ok", message: "None is configured; passages are ordered by their score." };
  }
  try {
    const reranker = await createTransformersReranker(reranking);
    try {
      await reranker.score("test", ["test"]);
    } finally {
      await reranker.close();
    }
    const { candidates, quantisation } = reranking;
    return {
      name,
      status: "ok",
      message: `${reranker.model}: reads ${candidates} passages, ${quantisation}.`,
    };
  } catch (error) {
    return failed(name, error);
  }
}
