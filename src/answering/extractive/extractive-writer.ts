import { throwIfAborted } from "../../core/abort.js";
import type { Span } from "../../core/document.js";
import { UNDETERMINED } from "../../core/language.js";
import type { RankedPassage } from "../../core/passage.js";
import { findLanguage } from "../../languages/find-language.js";
import { YEAR } from "../../text/number-words.js";
import { isListItem, sentenceFromQuote, textWithin, withoutTrailingMarks } from "../quotation.js";
import type { WeighedQuestion } from "../weighed-question.js";
import type { Writer } from "../writer.js";
import { type RankedSentence, rankSentences } from "./sentence-ranking.js";

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

/** The least probability of the first, second and third sentence that is quoted: chosen by measurement. */
const LEAST = [0, 0.095, 0.18];

const ANY_YEAR = new RegExp(`\\b${YEAR}\\b`, "gu");
/** A span of a passage that is quoted. */
export interface ChosenQuote {
  /** Which passage of the context it stands in. */
  readonly context: number;
  /** In the document's text. */
  readonly span: Span;
}

/**
 * The one to three sentences of the context that answer best, best first; none says the same as another. One that
 * leads into a list brings it along.
 */
export function chooseQuotes(question: WeighedQuestion, context: readonly RankedPassage[]): ChosenQuote[] {
  const quotes: ChosenQuote[] = [];
  for (const { context: index, span } of chooseSentences(question, context)) {
    const source = context[index];
    if (source === undefined) {
      continue;
    }
    const quote = { context: index, span: withList(source, span) };
    if (!quotes.some((other) => holds(other, quote, context))) {
      quotes.push(quote);
    }
  }
  return quotes.filter((quote, i) => !quotes.slice(0, i).some((other) => holds(quote, other, context)));
}

function chooseSentences(question: WeighedQuestion, context: readonly RankedPassage[]): RankedSentence[] {
  const asked = question.answerType.years;
  const all = rankSentences(question, context).map((sentence) => ({
    ...sentence,
    years: yearsIn(textOf(sentence, context)),
  }));
  const isOfAskedYears = all[0] !== undefined && share(all[0].years, asked);
  // What happened in 2022 adds nothing to what happened in 2021.
  const ranked = isOfAskedYears ? all.filter(({ years }) => years.size === 0 || share(years, asked)) : all;
  const chosen = LEAST.findIndex((least, i) => (ranked[i]?.probability ?? -1) < least);
  return ranked.slice(0, chosen === -1 ? LEAST.length : chosen);
}

/** A sentence that ends with a colon, together with the items behind it in its passage. */
function withList({ passage, sentences }: RankedPassage, span: Span): Span {
  if (!textWithin(passage, span).trimEnd().endsWith(":")) {
    return span;
  }
  const behind = sentences.filter(({ start }) => start >= span.end);
  const other = behind.findIndex((sentence) => !isListItem(textWithin(passage, sentence)));
  const last = (other === -1 ? behind : behind.slice(0, other)).at(-1);
  return last === undefined ? span : { start: span.start, end: last.end };
}

function holds(outer: ChosenQuote, inner: ChosenQuote, context: readonly RankedPassage[]): boolean {
  const documentOf = ({ context: index }: ChosenQuote) => context[index]?.passage.documentId;
  return (
    documentOf(outer) === documentOf(inner) &&
    outer.span.start <= inner.span.start &&
    outer.span.end >= inner.span.end
  );
}

function textOf({ context: index, span }: RankedSentence, context: readonly RankedPassage[]): string {
  const source = context[index];
  return source === undefined ? "" : textWithin(source.passage, span);
}

function yearsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(ANY_YEAR));
}

function share(years: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...years].some((year) => others.has(year));
}
