import type { AnswerEvent, AnswerExcerpt, Citation, TokenUsage } from "../core/answer.js";
import type { Span } from "../core/document.js";
import type { RankedPassage } from "../core/passage.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { ClaimReader } from "./claim-reader.js";
import type { FoundEvidence } from "./find-evidence.js";
import { type Footnote, Footnotes } from "./footnotes.js";
import type { WriteRequest, Writer, WriterEvent, WriterSource } from "./writer.js";

/** What a writer wrote, with its footnotes. Every span is one of the text. */
export interface WrittenAnswer {
  /** Empty if the writer found no answer in the passages. */
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly excerpts: readonly WrittenExcerpt[];
  /** What leads to an excerpt, and claims nothing. */
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
  readonly matcher: WordMatcher;
}

/** What an answer is written from, beside the passages. */
export interface WritingMaterial extends Pick<WriteRequest, "documents" | "excerpts"> {
  readonly signal: AbortSignal | undefined;
}

/** Runs the writer, and puts checked footnotes behind what it writes. */
export async function* writeAnswer(
  { writer, matcher }: WriteOptions,
  { passages: context, question }: FoundEvidence,
  { documents, excerpts: candidates, signal }: WritingMaterial,
): AsyncGenerator<AnswerEvent, WrittenAnswer> {
  const { language } = question;
  const footnotes = new Footnotes(documents, matcher);
  const claims = new ClaimReader(language);
  const excerpts: WrittenExcerpt[] = [];
  const introductions: Span[] = [];
  let text = "";
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
    excerpts: candidates,
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
        yield* mark(await footnotes.cite({ text: claims.take(), language }, sources));
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
      }
    }
  }
  return { text, citations: footnotes.citations, excerpts, introductions, prompt, usage };
}

/** What stands between an excerpt and what comes before it. */
const PARAGRAPH = "\n\n";

function sourcesOf(sources: readonly WriterSource[], context: readonly RankedPassage[]): RankedPassage[] {
  return sources.flatMap(({ context: index, shown }) => shown ?? context[index] ?? []);
}
