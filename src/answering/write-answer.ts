import type { AnswerEvent, Citation, TokenUsage } from "../core/answer.js";
import type { Span } from "../core/document.js";
import type { RankedPassage } from "../core/passage.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { ClaimReader } from "./answer-sentences.js";
import type { FoundEvidence } from "./find-evidence.js";
import { Footnotes, type Source } from "./footnotes.js";
import type { Writer, WriterEvent, WriterSource } from "./writer.js";

/** What a writer wrote, with its footnotes. */
export interface WrittenAnswer {
  /** Empty if the writer found no answer in the passages. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Verbatim quotes in the text, with their introduction and their footnote. */
  readonly quotes: readonly Span[];
  readonly prompt: string | undefined;
  readonly usage: TokenUsage | undefined;
}

/** What an answer is written with. */
export interface WriteOptions {
  readonly writer: Writer;
  readonly store: Catalogue;
  readonly matcher: WordMatcher;
}

/** Runs the writer, and puts checked footnotes behind what it writes. */
export async function* writeAnswer(
  { writer, store, matcher }: WriteOptions,
  { retrieval, question }: FoundEvidence,
  signal: AbortSignal | undefined,
): AsyncGenerator<AnswerEvent, WrittenAnswer> {
  const { passages: context } = retrieval;
  const { language } = question;
  const footnotes = new Footnotes(store, matcher);
  const claims = new ClaimReader(language);
  let text = "";
  const quotes: Span[] = [];
  let sinceFootnote = 0;
  let prompt: string | undefined;
  let usage: TokenUsage | undefined;
  const events: AsyncIterable<WriterEvent> = writer.write({
    question,
    context,
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const event of events) {
    switch (event.type) {
      case "prompt":
        prompt = event.version;
        break;
      case "usage":
        usage = event.usage;
        break;
      case "introduction":
      case "text":
        text += event.text;
        if (event.type === "text") {
          claims.add(event.text);
        }
        yield { type: "delta", text: event.text };
        break;
      case "cite": {
        const sources = sourcesOf(event.sources, context);
        if (sources.length === 0) {
          break;
        }
        const claim = { text: claims.take(), language: claimLanguage(sources, language) };
        const notes = await footnotes.cite(claim, sources);
        const markers = [...new Set(notes.map(({ marker }) => marker))];
        const delta = ` ${markers.map((marker) => `[${marker}]`).join("")}`;
        text += delta;
        if (sources.every(({ exact }) => exact !== undefined)) {
          quotes.push({ start: skipSpace(text, sinceFootnote), end: text.length });
        }
        sinceFootnote = text.length;
        yield { type: "delta", text: delta };
        for (const { citation } of notes) {
          if (citation !== undefined) {
            yield { type: "citation", citation };
          }
        }
      }
    }
  }
  return { text, citations: footnotes.citations, quotes, prompt, usage };
}

function skipSpace(text: string, from: number): number {
  return from + (text.length - from - text.slice(from).trimStart().length);
}

/** A verbatim quote is in its document's language, what a model writes in the answer's. */
function claimLanguage([first]: readonly Source[], language: string): string {
  return first?.exact === undefined ? language : first.passage.passage.language;
}

function sourcesOf(sources: readonly WriterSource[], context: readonly RankedPassage[]): Source[] {
  return sources.flatMap(({ context: index, span }) => {
    const passage = context[index];
    return passage === undefined ? [] : [{ passage, exact: span }];
  });
}
