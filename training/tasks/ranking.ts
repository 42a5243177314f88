import { rankingFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { Task } from "./task.js";

/** The candidates that are ranked. */
const CANDIDATES = 120;

/** The order of the passages that were found for a question. */
export const RANKING: Task = {
  name: "ranking",
  objective: "listwise",
  async observe({ question, gold, answerable }, { retriever }) {
    if (!answerable) {
      return [];
    }
    const { passages } = await retriever.retrieve({ question, limit: CANDIDATES });
    const rows = passages.flatMap(({ passage, features }) =>
      features === null
        ? []
        : [{ features, label: rightness(passage, gold), characters: passage.text.length }],
    );
    return rows.length === 0 ? [] : [{ rows }];
  },
  measure: rankingFigures,
  decides: { figure: "recallInChars@1000", isBetterHigh: true },
};
