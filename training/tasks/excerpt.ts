import { excerptCandidates } from "../../src/answering/extractive/excerpt-candidates.js";
import { CONTEXT_PASSAGES } from "../../src/answering/find-evidence.js";
import { weighQuestion } from "../../src/answering/weighed-question.js";
import { rankingFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { Task } from "./task.js";

/** Which of the excerpts that could be the answer is shown. */
export const EXCERPT: Task = {
  name: "excerpt",
  objective: "listwise",
  async observe({ question, gold }, { retriever, store }) {
    if (gold.length === 0) {
      return [];
    }
    const { question: read, passages } = await retriever.retrieve({ question, limit: CONTEXT_PASSAGES });
    const candidates = await excerptCandidates(weighQuestion(read, passages), passages, store);
    const rows = candidates.map((candidate) => ({
      features: { ...candidate.features },
      label: rightness(candidate, gold),
      characters: candidate.end - candidate.start,
    }));
    return [{ rows }];
  },
  measure: rankingFigures,
  decides: { figure: "recall@1", isBetterHigh: true },
};
