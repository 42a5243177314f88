import { throwIfAborted } from "../../core/abort.js";
import { UNDETERMINED } from "../../core/language.js";
import type { RankedPassage } from "../../core/passage.js";
import { findLanguage } from "../../languages/find-language.js";
import { sentenceFromQuote, textWithin, withoutTrailingMarks } from "../quotation.js";
import type { Writer } from "../writer.js";
import { chooseQuotes } from "./sentence-choice.js";

/** The value of `LLM` that needs no model. */
export const EXTRACTIVE = "extractive";

/** The writer that needs no model: it answers with the one to three quotes that answer best, verbatim. */
export function createExtractiveWriter(): Writer {
  return {
    model: EXTRACTIVE,
    async *write({ question, context, signal }) {
      const { language } = question;
      let spoken = language;
      let isFirst = true;
      for (const { context: index, span } of chooseQuotes(question, context)) {
        throwIfAborted(signal);
        const { passage } = context[index] as RankedPassage;
        const quote = textWithin(passage, span);
        const introduction =
          passage.language === spoken ? undefined : introductionTo(passage.language, language);
        spoken = passage.language;
        const space = isFirst ? "" : " ";
        isFirst = false;
        if (introduction !== undefined) {
          yield { type: "introduction", text: `${space}${introduction} ` };
        }
        const text = sentenceFromQuote(quote);
        yield { type: "text", text: introduction === undefined ? `${space}${text}` : text };
        yield { type: "cite", sources: [{ context: index, span: withoutTrailingMarks(span, quote) }] };
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
