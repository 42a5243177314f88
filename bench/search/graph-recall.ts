import { loadConfig } from "../../src/config/config.js";
import { type Question, readQuestions } from "../../src/evaluation/data-set.js";
import { mean } from "../../src/evaluation/metrics/statistics.js";
import { openEmbedder } from "../../src/server/open-index.js";
import type { LocalStore } from "../../src/store/local/local-store.js";
import { openLocalStore } from "../../src/store/local/open-local-store.js";

const QUESTIONS = 300;
const NEIGHBOURS = 10;

/**
 * The share of the ten nearest passages that the graph finds: the index is opened as users do and once more to
 * look at every vector, and both are asked by vector alone.
 */
export async function graphRecall(indexDir: string, questionsFile: string): Promise<number> {
  const questions = (await readQuestions(questionsFile)).slice(0, QUESTIONS);
  const embedder = await openEmbedder(loadConfig({}, indexDir));
  const graph = await openLocalStore({ indexDir, readOnly: true });
  const exact = await openLocalStore({ indexDir, readOnly: true, exactLimit: Number.POSITIVE_INFINITY });
  try {
    const recalls: number[] = [];
    for (const vector of await embedder.embed(questions.map(textOf), "query")) {
      const wanted = await nearest(exact, vector);
      const found = new Set(await nearest(graph, vector));
      recalls.push(wanted.filter((id) => found.has(id)).length / wanted.length);
    }
    return mean(recalls) ?? Number.NaN;
  } finally {
    await Promise.all([embedder.close(), graph.close(), exact.close()]);
  }
}

function textOf({ question }: Question): string {
  return question;
}

/** The ids of the nearest passages. */
async function nearest(store: LocalStore, vector: Float32Array): Promise<string[]> {
  const { candidates } = await store.search({ vector, terms: new Map(), limit: NEIGHBOURS });
  return candidates
    .toSorted((a, b) => b.evidence.cosine - a.evidence.cosine)
    .slice(0, NEIGHBOURS)
    .map(({ passage }) => passage.id);
}
