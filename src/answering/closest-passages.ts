import { throwIfAborted } from "../core/abort.js";
import type { Span } from "../core/document.js";
import type { RankedPassage } from "../core/passage.js";
import type { Excerpt } from "./excerpt.js";
import { rankSentences } from "./extractive/sentence-ranking.js";
import type { PromptSource } from "./prompts/prompt-source.js";
import { sentenceFromQuote, textWithin } from "./quotation.js";
import type { WeighedQuestion } from "./weighed-question.js";
import type { Writer } from "./writer.js";

/** How many passages are shown where none answers outright. */
const MOST = 3;

/**
 * What a reader is shown where the documents don't answer outright, whoever writes the answers: the passages that come
 * closest, behind a sentence that says so. It asks no model.
 */
export function createClosestPassagesWriter(prompts: PromptSource): Pick<Writer, "write"> {
  return {
    async *write({ question, context, signal }) {
      const lead = (await prompts.current()).excerpts(question.language);
      for (const [i, excerpt] of closestExcerpts(question, context).entries()) {
        throwIfAborted(signal);
        if (i === 0) {
          yield { type: "introduction", text: lead };
        }
        yield { type: "excerpt", excerpt };
      }
    },
  };
}

/** The best passages, each marked where it comes closest; none overlaps a better one or says the same. */
function closestExcerpts(question: WeighedQuestion, context: readonly RankedPassage[]): Excerpt[] {
  const best = rankSentences(question, context);
  const shown: RankedPassage[] = [];
  for (const source of context) {
    if (shown.length < MOST && !shown.some((other) => overlaps(other, source))) {
      shown.push(source);
    }
  }
  return shown.map((source) => {
    const index = context.indexOf(source);
    return excerptOf(source, index, best.find((sentence) => sentence.context === index)?.span);
  });
}

function overlaps({ passage: a }: RankedPassage, { passage: b }: RankedPassage): boolean {
  const isInOnePlace = a.documentId === b.documentId && a.start < b.end && b.start < a.end;
  return isInOnePlace || sentenceFromQuote(a.text) === sentenceFromQuote(b.text);
}

/** @param key the sentence that comes closest, in the document's text */
function excerptOf({ passage }: RankedPassage, context: number, key: Span | undefined): Excerpt {
  const lines = passage.text.split("\n").map((line) => sentenceFromQuote(line));
  const text = lines.filter((line) => line !== "").join("\n");
  const said = key === undefined ? "" : sentenceFromQuote(textWithin(passage, key));
  const start = said === "" ? -1 : text.indexOf(said);
  return {
    context,
    span: { start: passage.start, end: passage.end },
    quote: passage.text,
    heading: passage.heading,
    highlights: key === undefined ? [] : [key],
    text,
    keys: start === -1 ? [] : [{ start, end: start + said.length }],
  };
}
