import { throwIfAborted } from "../core/abort.js";
import type { Writer } from "../core/ports/writer.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { analyseQuestion } from "./question.js";
import { sentenceFromQuote, textWithin, withoutTrailingMarks } from "./quotation.js";
import { chooseSentences } from "./sentence-choice.js";

/** The writer that needs no model: it answers with the one or two sentences that answer best, verbatim. */
export function createExtractiveWriter(matcher: WordMatcher): Writer {
  return {
    model: "extractive",
    async *write({ question, language, context, signal }) {
      const analysed = analyseQuestion({ text: question, language }, context, matcher);
      for (const [i, { context: index, span }] of chooseSentences(analysed, context).entries()) {
        throwIfAborted(signal);
        const passage = context[index]?.passage;
        if (passage === undefined) continue;
        const quote = textWithin(passage, span);
        yield { type: "text", text: `${i === 0 ? "" : " "}${sentenceFromQuote(quote)}` };
        yield { type: "cite", context: index, span: withoutTrailingMarks(span, quote) };
      }
    },
  };
}
