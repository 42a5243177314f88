import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Answer, AnswerEvent, AnswerRequest } from "../core/answer.js";
import { FootnoteError } from "../core/errors.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import { toScoredPassage } from "../retrieval/fusion.js";
import type { Retriever } from "../retrieval/retriever.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { answerSentences } from "./answer-sentences.js";
import { smallTalk } from "./conversation/small-talk.js";
import type { StandaloneQuestions } from "./conversation/standalone-question.js";
import { findEvidence } from "./find-evidence.js";
import type { PromptSource } from "./prompts/prompt-source.js";
import { ANSWER_THRESHOLD, type Calibration } from "./refusal/confidence.js";
import { refusalHints } from "./refusal/hints.js";
import { writeAnswer } from "./write-answer.js";
import type { Writer } from "./writer.js";

/** The read path: messages → standalone question → retrieval → refusal or writer → checked citations → events. */
export interface Answerer {
  /**
   * Answers the last message. The events come in this order: `passages`, then `delta` and `citation` in turn,
   * then `done` with the whole answer.
   * @throws FootnoteError `invalid_request`, `aborted`, and what retrieval and the writer throw
   */
  answer(request: AnswerRequest): AsyncGenerator<AnswerEvent, void>;
}

/** The parts of an answerer. */
export interface AnswererOptions {
  readonly retriever: Retriever;
  readonly questions: StandaloneQuestions;
  readonly writer: Writer;
  readonly prompts: PromptSource;
  /** Quotes are checked against the texts it holds. */
  readonly store: Catalogue;
  readonly matcher: WordMatcher;
  /** Undefined: the thresholds that come with Footnote. */
  readonly calibration: Calibration | undefined;
}

export function createAnswerer(options: AnswererOptions): Answerer {
  return { answer: (request) => answer(options, request) };
}

async function* answer(options: AnswererOptions, request: AnswerRequest): AsyncGenerator<AnswerEvent, void> {
  const start = performance.now();
  const message = lastMessage(request);
  const talk = smallTalk(message);
  if (talk !== undefined) {
    yield* replyTo(message, talk, options.writer.model, start);
    return;
  }
  const { signal } = request;
  const understood = await options.questions.read(request.messages, signal);
  const evidence = await findEvidence(understood, options, request);
  const { retrieval, question, confidence, retrievalMs } = evidence;
  const { language } = question;
  const passages = retrieval.passages.map(toScoredPassage);
  yield { type: "passages", passages };

  const isAnswerable = confidence >= ANSWER_THRESHOLD;
  const written = isAnswerable ? yield* writeAnswer(options, evidence, signal) : undefined;
  const isAnswered = written !== undefined && written.text !== "";
  const text = isAnswered ? written.text : (await options.prompts.current()).refusal(language);
  if (!isAnswered) {
    yield { type: "delta", text };
  }

  const total = performance.now() - start;
  const finished: Answer = {
    id: randomUUID(),
    answered: isAnswered,
    kind: isAnswered ? "answer" : "refusal",
    confidence,
    language,
    question: question.text,
    answer: text,
    citations: isAnswered ? written.citations : [],
    sentences: isAnswered ? answerSentences(written, language) : [],
    excerpts: [],
    passages,
    ...(isAnswered ? {} : { hints: refusalHints(evidence.asked, retrieval.passages) }),
    model: options.writer.model,
    ...(written?.prompt !== undefined && { prompt: written.prompt }),
    ...(written?.usage !== undefined && { usage: written.usage }),
    timings: { retrieval: retrievalMs, answer: total - retrievalMs, total },
  };
  yield { type: "done", answer: finished };
}

function lastMessage({ messages }: AnswerRequest): string {
  const last = messages.at(-1);
  const message = last?.content.trim();
  if (last?.role !== "user" || message === undefined || message === "") {
    throw new FootnoteError("invalid_request", "The last message has to be a question of the user's");
  }
  return message;
}

/** Answers small talk, without retrieval or citations. */
async function* replyTo(
  message: string,
  { reply, language }: { readonly reply: string; readonly language: string },
  model: string,
  start: number,
): AsyncGenerator<AnswerEvent, void> {
  yield { type: "passages", passages: [] };
  yield { type: "delta", text: reply };
  const total = performance.now() - start;
  const answer: Answer = {
    id: randomUUID(),
    answered: true,
    kind: "small_talk",
    confidence: 1,
    language,
    question: message,
    answer: reply,
    citations: [],
    sentences: [],
    excerpts: [],
    passages: [],
    model,
    timings: { retrieval: 0, answer: total, total },
  };
  yield { type: "done", answer };
}

/**
 * Runs an answer to its end.
 * @param onDelta takes each piece of the text as it is written
 * @throws Error if the events end without the answer
 */
export async function finishAnswer(
  events: AsyncIterable<AnswerEvent>,
  onDelta: (text: string) => void = () => undefined,
): Promise<Answer> {
  for await (const event of events) {
    if (event.type === "delta") {
      onDelta(event.text);
    } else if (event.type === "done") {
      return event.answer;
    }
  }
  throw new Error("The answer ended before it was done.");
}
