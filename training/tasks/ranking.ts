import { fusionParts } from "../../src/retrieval/fusion.js";
import type { Retrieval } from "../../src/retrieval/retriever.js";
import { rankingFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { Task } from "./task.js";

/** The candidates that are ranked. */
const CANDIDATES = 60;

/** The order of the passages that were found for a question. */
export const RANKING: Task = {
  name: "ranking",
  objective: "listwise",
  async observe({ question, gold, answerable }, { retriever }) {
    if (!answerable) {
      return [];
    }
    const retrieval = await retriever.retrieve({ question, limit: CANDIDATES });
    const features = featuresOf(retrieval);
    const rows = retrieval.passages.map(({ passage }, index) => ({
      features: features[index] ?? {},
      label: rightness(passage, gold),
      characters: passage.text.length,
    }));
    return [{ rows }];
  },
  measure: rankingFigures,
  decides: { figure: "recallInChars@1000", isBetterHigh: true },
};

/** One record a passage. */
function featuresOf({ passages }: Retrieval): Readonly<Record<string, number>>[] {
  return passages.map((passage) => {
    const parts = fusionParts(passage).map(({ of, signal, value }) => [`${of}.${signal}`, value] as const);
    return {
      ...Object.fromEntries(parts),
      score: passage.score,
      sameLanguage: Number(passage.relation.sameLanguage),
    };
  });
}
