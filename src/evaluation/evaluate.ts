import { throwIfAborted } from "../core/abort.js";
import type { Answer, ChatMessage } from "../core/answer.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import { toScoredPassage } from "../retrieval/fusion.js";
import type { Retriever } from "../retrieval/retriever.js";
import type { Question } from "./data-set.js";
import { type LocatedQuestion, locateGold } from "./gold.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import { Texts } from "./texts.js";

/** How far an evaluation is. */
export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
  /** The question just answered. */
  readonly question: string;
}

/** What is asked, and who is asked. */
export interface EvaluationOptions {
  readonly questions: readonly Question[];
  /** Holds the documents the questions are about, and doesn't change meanwhile. */
  readonly store: Pick<Catalogue, "documents" | "document">;
  readonly retriever: Retriever;
  /** Answers the last message of a conversation to the end. */
  readonly ask: (messages: readonly ChatMessage[]) => Promise<Answer>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EvaluationProgress) => void;
}

/** Enough passages for 4,000 characters of context, unless they are far shorter than usual. */
const RETRIEVED_PASSAGES = 50;

/**
 * Asks every question, one after the other so that each is timed alone, and compares what is retrieved and
 * answered with what was expected. The answer comes first: a question that was embedded before could be faster.
 * A conversation is held turn by turn, with what was answered to the earlier ones, and its last question is measured.
 *
 * @returns one outcome a question, in their order
 * @throws FootnoteError `invalid_data_set` if no gold is in the documents, before anything is asked; `aborted`;
 *   what retrieval and the writer throw: figures over a part of the questions couldn't be compared
 */
export async function evaluate(options: EvaluationOptions): Promise<readonly Outcome[]> {
  const { signal, onProgress } = options;
  const texts = await Texts.open(options.store);
  const questions = await locateGold(options.questions, texts);
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    throwIfAborted(signal);
    outcomes.push(await ask(question, options, texts));
    onProgress?.({ done: outcomes.length, total: questions.length, question: question.question });
  }
  return outcomes;
}

async function ask(
  question: LocatedQuestion,
  { ask, retriever, signal }: EvaluationOptions,
  texts: Texts,
): Promise<Outcome> {
  const messages: ChatMessage[] = [];
  for (const content of question.earlier ?? []) {
    messages.push({ role: "user", content });
    messages.push({ role: "assistant", content: (await ask(messages)).answer });
  }
  const answer = await ask([...messages, { role: "user", content: question.question }]);
  const { passages } = await retriever.retrieve({
    // The answer says what the last question of a conversation was understood as.
    question: messages.length === 0 ? question.question : answer.question,
    limit: RETRIEVED_PASSAGES,
    ...(signal === undefined ? {} : { signal }),
  });
  const textOf = new Map<string, string>();
  for (const { documentId } of answer.citations) {
    textOf.set(documentId, await texts.of(documentId));
  }
  const retrieved = passages.map((entry) => ({
    ...toScoredPassage(entry),
    path: texts.pathOf(entry.passage.documentId),
  }));
  return outcomeOf({ question, passages: retrieved, answer }, textOf);
}
