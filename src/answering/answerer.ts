import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Answer, AnswerEvent, AnswerRequest } from "../core/answer.js";
import { FootnoteError } from "../core/errors.js";
import { UNDETERMINED } from "../core/language.js";
import type { Store } from "../core/ports/store.js";
import type { Writer } from "../core/ports/writer.js";
import type { Retrieval, Retriever } from "../retrieval/retriever.js";
import { sentences } from "../text/sentences.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { ANSWER_THRESHOLD, confidence } from "./confidence.js";
import { Footnotes } from "./footnotes.js";
import type { Prompts } from "./prompts.js";
import { analyseQuestion } from "./question.js";

/** The read path: question → retrieval → refusal or writer → checked citations → events. */
export interface Answerer {
  /**
   * Answers the last message. The events come in this order: `passages`, then `delta` and `citation` in turn,
   * then `done` with the whole answer.
   * @throws FootnoteError `invalid_request`, `aborted`, and what retrieval and the writer throw
   */
  answer(request: AnswerRequest): AsyncGenerator<AnswerEvent, void>;
}

/** What an answerer is made of. */
export interface AnswererOptions {
  readonly retriever: Retriever;
  readonly writer: Writer;
  readonly prompts: Prompts;
  /** Quotes are checked against the texts it holds. */
  readonly store: Store;
  readonly matcher: WordMatcher;
}

/** How many passages a writer sees. */
const CONTEXT_PASSAGES = 8;

export function createAnswerer(options: AnswererOptions): Answerer {
  return { answer: (request) => answer(options, request) };
}

async function* answer(options: AnswererOptions, request: AnswerRequest): AsyncGenerator<AnswerEvent, void> {
  const start = performance.now();
  const { documents, signal } = request;
  const question = lastQuestion(request);
  const retrieval = await options.retriever.retrieve({
    question,
    limit: CONTEXT_PASSAGES,
    ...(documents === undefined ? {} : { documents }),
    ...(signal === undefined ? {} : { signal }),
  });
  yield { type: "passages", passages: retrieval.passages };

  const sure = confidenceIn(options, retrieval);
  const written = sure >= ANSWER_THRESHOLD ? yield* write(options, retrieval, signal) : undefined;
  const language = answerLanguage(retrieval);
  const text = written === undefined ? options.prompts.refusal(language) : written.text;
  if (written === undefined) yield { type: "delta", text };

  const total = performance.now() - start;
  const finished: Answer = {
    id: randomUUID(),
    answered: written !== undefined,
    confidence: sure,
    language,
    question,
    answer: text,
    citations: written?.footnotes.citations ?? [],
    passages: retrieval.passages,
    model: options.writer.model,
    timings: { retrieval: retrieval.timings.total, answer: total - retrieval.timings.total, total },
  };
  yield { type: "done", answer: finished };
}

function lastQuestion({ messages }: AnswerRequest): string {
  const last = messages.at(-1);
  const question = last?.content.trim();
  if (last?.role !== "user" || question === undefined || question === "") {
    throw new FootnoteError("invalid_request", "The last message has to be a question of the user's");
  }
  return question;
}

function confidenceIn({ matcher }: AnswererOptions, { question, language, context }: Retrieval): number {
  return confidence(analyseQuestion({ text: question, language }, context, matcher), context);
}

/** A question of a few names has no language of its own; it is answered in the documents'. */
function answerLanguage({ language, context }: Retrieval): string {
  return language === UNDETERMINED ? (context[0]?.passage.language ?? UNDETERMINED) : language;
}

interface Written {
  readonly text: string;
  readonly footnotes: Footnotes;
}

/** Runs the writer; undefined if it wrote nothing. */
async function* write(
  options: AnswererOptions,
  retrieval: Retrieval,
  signal: AbortSignal | undefined,
): AsyncGenerator<AnswerEvent, Written | undefined> {
  const footnotes = new Footnotes(options.store, options.matcher);
  const language = answerLanguage(retrieval);
  let text = "";
  let sinceFootnote = "";
  let claim = "";
  for await (const event of pieces(options, retrieval, signal)) {
    if (event.type === "text") {
      text += event.text;
      sinceFootnote += event.text;
      yield { type: "delta", text: event.text };
      continue;
    }
    const source = retrieval.context[event.context];
    if (source === undefined) continue;
    claim = lastSentence(sinceFootnote, language) ?? claim;
    sinceFootnote = "";
    const { marker, citation } = await footnotes.cite({ text: claim, language }, source, event.span);
    const delta = ` [${marker}]`;
    text += delta;
    yield { type: "delta", text: delta };
    if (citation !== undefined) yield { type: "citation", citation };
  }
  return text === "" ? undefined : { text, footnotes };
}

/** Undefined between two footnotes of one sentence. */
function lastSentence(text: string, language: string): string | undefined {
  const last = sentences(text, language).at(-1);
  return last === undefined ? undefined : text.slice(last.start, last.end);
}

function pieces({ writer }: AnswererOptions, retrieval: Retrieval, signal: AbortSignal | undefined) {
  const { question, context } = retrieval;
  const language = answerLanguage(retrieval);
  return writer.write({ question, language, context, ...(signal === undefined ? {} : { signal }) });
}
