import { openEmbedder } from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { mean } from "../../src/evaluation/metrics/statistics.js";
import { openLocalStore } from "../../src/store/local/open-local-store.js";
import { cosine } from "../../src/vectors/vector.js";
import { nearestOf, readStoredVectors } from "../process/stored-vectors.js";

const QUESTIONS = 300;
const NEIGHBOURS = 10;

/** Sums of the same products in another order differ by less. */
const ROUNDING = 1e-6;

/**
 * The share of the ten nearest passages that the dense leg finds, against the cosine with every vector as it was
 * stored. As in ann-benchmarks, a passage counts that is no farther than the tenth.
 */
export async function denseRecall(indexDir: string, questionsFile: string): Promise<number> {
  const questions = (await readQuestions(questionsFile)).slice(0, QUESTIONS);
  const embedder = await openEmbedder(loadConfig({}, indexDir));
  const store = await openLocalStore({ indexDir, readOnly: true });
  const stored = readStoredVectors(indexDir, embedder.fingerprint.dimension);
  try {
    const recalls: number[] = [];
    const texts = questions.map(({ question }) => question);
    for (const vector of await embedder.embed(texts, "query")) {
      const least = tenthCosine(vector, stored) - ROUNDING;
      const { hits } = await store.search({ vector, terms: new Map(), limit: NEIGHBOURS, gramWeight: 0 });
      recalls.push(hits.filter(({ cosine }) => cosine >= least).length / NEIGHBOURS);
    }
    return mean(recalls) ?? Number.NaN;
  } finally {
    await Promise.all([embedder.close(), store.close()]);
  }
}

function tenthCosine(query: Float32Array, vectors: readonly Float32Array[]): number {
  const tenth = vectors[nearestOf(query, vectors, NEIGHBOURS).at(-1) ?? 0];
  return tenth === undefined ? 0 : cosine(query, tenth);
}
