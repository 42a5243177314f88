import { throwIfAborted } from "../core/abort.js";
import { type ExcerptScorer, rankExcerpts } from "./extractive/choose-excerpts.js";
import { excerptCandidates } from "./extractive/excerpt-candidates.js";
import { showExcerpt } from "./extractive/show-excerpt.js";
import type { PromptSource } from "./prompts/prompt-source.js";
import type { Writer } from "./writer.js";

/** How many passages are shown where none answers outright. */
const MOST = 3;

/**
 * What a reader is shown where the documents don't answer outright, whoever writes the answers: the passages that come
 * closest, behind a sentence that says so, each with what it takes to understand it. It asks no model.
 * @param score says which come closest
 */
export function createClosestPassagesWriter(
  prompts: PromptSource,
  score: ExcerptScorer,
): Pick<Writer, "write"> {
  return {
    async *write({ question, context, documents, signal }) {
      const lead = (await prompts.current()).excerpts(question.language);
      const candidates = rankExcerpts(await excerptCandidates(question, context, documents), score);
      const excerpts = candidates.flatMap((candidate) => showExcerpt(candidate, context, question) ?? []);
      for (const [i, excerpt] of excerpts.slice(0, MOST).entries()) {
        throwIfAborted(signal);
        if (i === 0) {
          yield { type: "introduction", text: lead };
        }
        yield { type: "excerpt", excerpt };
      }
    },
  };
}
