import { excerptCandidates } from "../../src/answering/extractive/excerpt-candidates.js";
import { weighQuestion } from "../../src/answering/weighed-question.js";
import { rankingFigures } from "../fit/figures.js";
import { CONTEXT_PASSAGES, JUDGED_PASSAGES } from "./context.js";
import { rightness } from "./rightness.js";
import type { Task } from "./task.js";

/** Which of the excerpts around the best passages is shown as the answer. */
export const EXCERPT: Task = {
  name: "excerpt",
  objective: "listwise",
  async observe({ question: text, gold, answerable }, { retriever, store }) {
    if (!answerable) {
      return [];
    }
    const { question, passages } = await retriever.retrieve({ question: text, limit: JUDGED_PASSAGES });
    const context = passages.slice(0, CONTEXT_PASSAGES);
    const candidates = await excerptCandidates(weighQuestion(question, context), context, store);
    const rows = candidates.map(({ context: index, start, end, features }) => {
      const documentId = context[index]?.passage.documentId ?? "";
      return { features: { ...features }, label: rightness({ documentId, start, end }, gold), characters: end - start };
    });
    return rows.length === 0 ? [] : [{ question: text, rows }];
  },
  measure: rankingFigures,
  decides: { figure: "recall@1", isBetterHigh: true },
};
