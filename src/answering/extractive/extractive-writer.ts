import { throwIfAborted } from "../../core/abort.js";
import type { RankedPassage } from "../../core/passage.js";
import type { Writer } from "../../core/ports/writer.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { analyseQuestion } from "../question.js";
import { sentenceFromQuote, textWithin, withoutTrailingMarks } from "../quotation.js";
import { frame } from "./frame.js";
import { chooseQuotes } from "./sentence-choice.js";

/** The value of `LLM` that needs no model. */
export const EXTRACTIVE = "extractive";

/** The writer that needs no model: it answers with the one to three quotes that answer best, verbatim. */
export function createExtractiveWriter(matcher: WordMatcher): Writer {
  return {
    model: EXTRACTIVE,
    async *write({ question, language, context, signal }) {
      const analysed = analyseQuestion({ text: question, language }, context, matcher);
      let spoken = language;
      let isFirst = true;
      for (const { context: index, span } of chooseQuotes(analysed, context)) {
        throwIfAborted(signal);
        const { passage } = context[index] as RankedPassage;
        const quote = textWithin(passage, span);
        const introduction = passage.language === spoken ? undefined : frame(language, passage.language);
        spoken = passage.language;
        const space = isFirst ? "" : " ";
        isFirst = false;
        if (introduction !== undefined) {
          yield { type: "frame", text: `${space}${introduction} ` };
        }
        const text = sentenceFromQuote(quote);
        yield { type: "text", text: introduction === undefined ? `${space}${text}` : text };
        yield { type: "cite", sources: [{ context: index, span: withoutTrailingMarks(span, quote) }] };
      }
    },
  };
}
