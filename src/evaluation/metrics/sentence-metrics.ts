import type { VerificationReason } from "../../core/answer.js";
import type { Outcome } from "../outcome.js";
import { share } from "./statistics.js";

/** Reasons that say the passage says something else, and not only that it says too little. */
const CONTRADICTIONS: ReadonlySet<VerificationReason> = new Set(["number", "date", "name", "negation"]);

/** How the sentences of answers stand, excerpts left aside, each as a share of all of them; null without a sentence. */
export interface SentenceFigures {
  /** With at least one citation. */
  readonly cited: number | null;
  /** Supported by verified citations, whole. */
  readonly verified: number | null;
  /** With a citation whose passage says another number, date or name, or denies what the sentence says. */
  readonly contradicted: number | null;
}

export function sentenceFigures(outcomes: readonly Outcome[]): SentenceFigures {
  const answers = outcomes.filter(({ answer }) => answer.kind === "answer");
  const sentences = answers.flatMap(({ answer }) =>
    answer.sentences.map(({ start, end, state }) => {
      const text = answer.answer.slice(start, end);
      const cited = answer.citations.filter(({ marker }) => text.includes(`[${marker}]`));
      return { state, isContradicted: cited.some(({ reason }) => CONTRADICTIONS.has(reason)) };
    }),
  );
  return {
    cited: share(sentences, ({ state }) => state !== "uncited"),
    verified: share(sentences, ({ state }) => state === "verified"),
    contradicted: share(sentences, ({ isContradicted }) => isContradicted),
  };
}
