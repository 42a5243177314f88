import { throwIfAborted } from "../../core/abort.js";
import { UNDETERMINED } from "../../core/language.js";
import type { RankedPassage } from "../../core/passage.js";
import { findLanguage } from "../../languages/find-language.js";
import type { Writer } from "../writer.js";
import { chooseExcerpts } from "./choose-excerpts.js";
import { showExcerpt } from "./show-excerpt.js";

/** The value of `LLM` that needs no model. */
export const EXTRACTIVE = "extractive";

/** The writer that needs no model: it answers with the excerpt of a document that answers best, or with two. */
export function createExtractiveWriter(): Writer {
  return {
    model: EXTRACTIVE,
    async *write({ question, context, excerpts, signal }) {
      throwIfAborted(signal);
      let spoken = question.language;
      let isFirst = true;
      for (const candidate of chooseExcerpts(question, excerpts)) {
        const excerpt = showExcerpt(candidate, context, question);
        if (excerpt === undefined) {
          continue;
        }
        const { language } = (context[candidate.context] as RankedPassage).passage;
        const introduction = language === spoken ? undefined : introductionTo(language, question.language);
        if (introduction !== undefined) {
          yield { type: "introduction", text: isFirst ? introduction : `\n\n${introduction}` };
        }
        yield { type: "excerpt", excerpt };
        throwIfAborted(signal);
        spoken = language;
        isFirst = false;
      }
    },
  };
}

/**
 * The words that introduce a quote in another language than the question's; undefined where it is the same, or one of
 * them isn't known, or Footnote has no words for it.
 */
export function introductionTo(quoteLanguage: string, questionLanguage: string): string | undefined {
  if (questionLanguage === quoteLanguage || quoteLanguage === UNDETERMINED) {
    return undefined;
  }
  const name = new Intl.DisplayNames([questionLanguage], { type: "language" }).of(quoteLanguage);
  return name === undefined ? undefined : findLanguage(questionLanguage)?.texts.documentSays(name);
}
