import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Answer, AnswerEvent, AnswerRequest, TokenUsage } from "../core/answer.js";
import { FootnoteError } from "../core/errors.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import { toScoredPassage } from "../retrieval/fusion.js";
import type { Retriever } from "../retrieval/retriever.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { answerSentences } from "./answer-sentences.js";
import { createClosestPassagesWriter } from "./closest-passages.js";
import type { Confidence } from "./confidence.js";
import { smallTalk } from "./conversation/small-talk.js";
import type { StandaloneQuestions } from "./conversation/standalone-question.js";
import { type ExcerptScorer, rankExcerpts } from "./extractive/choose-excerpts.js";
import { excerptCandidates } from "./extractive/excerpt-candidates.js";
import { type FoundEvidence, findEvidence } from "./find-evidence.js";
import type { PromptSource } from "./prompts/prompt-source.js";
import { readOnce } from "./read-once.js";
import { ANSWER_THRESHOLD, type Calibration, EXCERPTS_THRESHOLD } from "./refusal/answerability.js";
import { refusalHints } from "./refusal/hints.js";
import type { Judge } from "./refusal/judgement.js";
import { type WritingMaterial, type WrittenAnswer, writeAnswer } from "./write-answer.js";
import type { Writer } from "./writer.js";

/** The read path: messages → standalone question → retrieval → confidence → answer, excerpts or refusal → events. */
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
  /** What the excerpts that may be shown are ranked by. */
  readonly scoreExcerpt: ExcerptScorer;
  readonly judge: Judge;
  readonly confidence: Confidence;
  /** Undefined: the thresholds that come with Footnote. */
  readonly calibration: Calibration | undefined;
}

export function createAnswerer(options: AnswererOptions): Answerer {
  const closest = createClosestPassagesWriter(options.prompts);
  return { answer: (request) => answer({ ...options, closest }, request) };
}

/** With who shows the closest passages where nothing answers outright. */
interface AnswererParts extends AnswererOptions {
  readonly closest: Pick<Writer, "write">;
}

async function* answer(options: AnswererParts, request: AnswerRequest): AsyncGenerator<AnswerEvent, void> {
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
  const { passages: found, question, answerability, retrievalMs } = evidence;
  const { language } = question;
  const passages = found.map(toScoredPassage);
  yield { type: "passages", passages };

  const documents = readOnce(options.store);
  const candidates = await excerptCandidates(question, found, documents);
  const excerpts = rankExcerpts(candidates, options.scoreExcerpt);
  const written = yield* write(options, evidence, { documents, excerpts, signal });
  const { kind, text, prompt, usage } = written;
  const isAnswered = kind === "answer";
  const total = performance.now() - start;
  const finished: Answer = {
    id: randomUUID(),
    answered: isAnswered,
    kind,
    confidence: options.confidence(evidence.uncalibrated, excerpts),
    answerability,
    language,
    question: question.text,
    answer: text,
    citations: written.citations,
    sentences: answerSentences(written, language),
    excerpts: written.excerpts.map(({ start, end, marker }) => ({ start, end, marker })),
    passages,
    ...(isAnswered ? {} : { hints: refusalHints(evidence.asked, found) }),
    model: options.writer.model,
    ...(prompt !== undefined && { prompt }),
    ...(usage !== undefined && { usage }),
    timings: { retrieval: retrievalMs, answer: total - retrievalMs, total },
  };
  yield { type: "done", answer: finished };
}

/** What is said to a question that is none of small talk. */
interface Outcome extends WrittenAnswer {
  readonly kind: "answer" | "excerpts" | "refusal";
}

/**
 * Answers if that is likely to be right; else shows the passages that come closest if they are near enough, and refuses
 * if not. So does it too where the writer finds no answer in the passages.
 */
async function* write(
  options: AnswererParts,
  evidence: FoundEvidence,
  material: WritingMaterial,
): AsyncGenerator<AnswerEvent, Outcome> {
  const { answerability, question } = evidence;
  const outcomes = [
    { kind: "answer", writer: options.writer, from: ANSWER_THRESHOLD },
    { kind: "excerpts", writer: options.closest, from: EXCERPTS_THRESHOLD },
  ] as const;
  let prompt: string | undefined;
  let usage: TokenUsage | undefined;
  for (const { kind, writer } of outcomes.filter(({ from }) => answerability >= from)) {
    const written = yield* writeAnswer({ ...options, writer }, evidence, material);
    prompt ??= written.prompt;
    usage ??= written.usage;
    if (written.text !== "") {
      return { ...written, kind, prompt, usage };
    }
  }
  const text = (await options.prompts.current()).refusal(question.language);
  yield { type: "delta", text };
  const introductions = [{ start: 0, end: text.length }];
  return { kind: "refusal", text, citations: [], excerpts: [], introductions, prompt, usage };
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
    answerability: 1,
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
