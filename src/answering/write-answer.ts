import type { AnswerEvent, AnswerExcerpt, Citation, TokenUsage } from "../core/answer.js";
import type { Span } from "../core/document.js";
import type { RankedPassage } from "../core/passage.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { ClaimReader } from "./claim-reader.js";
import type { FoundEvidence } from "./find-evidence.js";
import { type Footnote, Footnotes, type Source } from "./footnotes.js";
import { readOnce } from "./read-once.js";
import type { Writer, WriterEvent, WriterSource } from "./writer.js";

/** What a writer wrote, with its footnotes. Every span is one of the text. */
export interface WrittenAnswer {
  /** Empty if the writer found no answer in the passages. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Verbatim quotes in the text, with their introduction and their footnote. */
  readonly quotes: readonly Span[];
  readonly excerpts: readonly WrittenExcerpt[];
  /** What leads to a quote or an excerpt, and claims nothing. */
  readonly introductions: readonly Span[];
  readonly prompt: string | undefined;
  readonly usage: TokenUsage | undefined;
}

/** An excerpt in an answer's text. */
export interface WrittenExcerpt extends AnswerExcerpt {
  /** The sentences in it that answer, in order. */
  readonly keys: readonly Span[];
  /** Of its document: ISO 639-1 or `und`. */
  readonly language: string;
}

/** What an answer is written with. */
export interface WriteOptions {
  readonly writer: Pick<Writer, "write">;
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
  const documents = readOnce(store);
  const footnotes = new Footnotes(documents, matcher);
  const claims = new ClaimReader(language);
  const quotes: Span[] = [];
  const excerpts: WrittenExcerpt[] = [];
  const introductions: Span[] = [];
  let text = "";
  let sinceFootnote = 0;
  let prompt: string | undefined;
  let usage: TokenUsage | undefined;
  function* add(piece: string): Generator<AnswerEvent> {
    text += piece;
    yield { type: "delta", text: piece };
  }
  function* mark(notes: readonly Footnote[]): Generator<AnswerEvent> {
    const markers = [...new Set(notes.map(({ marker }) => marker))];
    yield* add(` ${markers.map((marker) => `[${marker}]`).join("")}`);
    for (const { citation } of notes) {
      if (citation !== undefined) {
        yield { type: "citation", citation };
      }
    }
  }
  const events: AsyncIterable<WriterEvent> = writer.write({
    question,
    context,
    documents,
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
        introductions.push({ start: text.length, end: text.length + event.text.length });
        yield* add(event.text);
        break;
      case "text":
        claims.add(event.text);
        yield* add(event.text);
        break;
      case "cite": {
        const sources = sourcesOf(event.sources, context);
        if (sources.length === 0) {
          break;
        }
        const claim = { text: claims.take(), language: claimLanguage(sources, language) };
        yield* mark(await footnotes.cite(claim, sources));
        if (sources.every(({ exact }) => exact !== undefined)) {
          quotes.push({ start: skipSpace(text, sinceFootnote), end: text.length });
        }
        sinceFootnote = text.length;
        break;
      }
      case "excerpt": {
        const { excerpt } = event;
        const source = context[excerpt.context];
        if (source === undefined) {
          break;
        }
        yield* add(`${text === "" ? "" : PARAGRAPH}${excerpt.text}`);
        const end = text.length;
        const start = end - excerpt.text.length;
        const keys = excerpt.keys.map((key) => ({ start: start + key.start, end: start + key.end }));
        const note = await footnotes.quote(source, excerpt);
        excerpts.push({ start, end, marker: note.marker, keys, language: source.passage.language });
        yield* mark([note]);
        sinceFootnote = text.length;
      }
    }
  }
  return { text, citations: footnotes.citations, quotes, excerpts, introductions, prompt, usage };
}

/** What stands between an excerpt and what comes before it. */
const PARAGRAPH = "\n\n";

function skipSpace(text: string, from: number): number {
  return from + (text.length - from - text.slice(from).trimStart().length);
}

/** A verbatim quote is in its document's language, what a model writes in the answer's. */
function claimLanguage([first]: readonly Source[], language: string): string {
  return first?.exact === undefined ? language : first.passage.passage.language;
}

function sourcesOf(sources: readonly WriterSource[], context: readonly RankedPassage[]): Source[] {
  return sources.flatMap(({ context: index, span, shown }) => {
    const passage = shown ?? context[index];
    return passage === undefined ? [] : [{ passage, exact: span }];
  });
}
