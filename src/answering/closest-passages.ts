import { throwIfAborted } from "../core/abort.js";
import { showExcerpt } from "./extractive/show-excerpt.js";
import type { PromptSource } from "./prompts/prompt-source.js";
import type { Writer } from "./writer.js";

/** How many passages are shown where none answers outright. */
const MOST = 3;

/**
 * What a reader is shown where the documents don't answer outright, whoever writes the answers: the passages that come
 * closest, behind a sentence that says so, each with what it takes to understand it. It asks no model.
 */
export function createClosestPassagesWriter(prompts: PromptSource): Pick<Writer, "write"> {
  return {
    async *write({ question, context, excerpts, signal }) {
      const lead = (await prompts.current()).excerpts(question.language);
      let shown = 0;
      for (const candidate of excerpts) {
        const excerpt = shown < MOST ? showExcerpt(candidate, context, question) : undefined;
        if (excerpt === undefined) {
          continue;
        }
        throwIfAborted(signal);
        if (shown === 0) {
          yield { type: "introduction", text: lead };
        }
        yield { type: "excerpt", excerpt };
        shown++;
      }
    },
  };
}
