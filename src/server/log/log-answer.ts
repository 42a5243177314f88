import type { Answer, AnswerEvent } from "../../core/answer.js";
import type { Logger } from "./logger.js";

/**
 * Passes the events of an answer on, and writes one line about it once it is done: what became of it, by which model
 * and prompt, and what it cost. Neither the question nor the answer is logged.
 */
export async function* loggedAnswer(
  events: AsyncIterable<AnswerEvent>,
  requestId: string,
  log: Logger,
): AsyncGenerator<AnswerEvent, void> {
  for await (const event of events) {
    if (event.type === "done") {
      log.info({ requestId, ...summaryOf(event.answer) }, "answer");
    }
    yield event;
  }
}

function summaryOf({ id, kind, confidence, language, model, prompt, usage, sentences, timings }: Answer) {
  const count = (state: (typeof sentences)[number]["state"]) =>
    sentences.filter((sentence) => sentence.state === state).length;
  return {
    answerId: id,
    kind,
    confidence: Math.round(confidence * 1000) / 1000,
    language,
    model,
    ...(prompt !== undefined && { prompt }),
    ...(usage !== undefined && { usage }),
    sentences: { verified: count("verified"), unverified: count("unverified"), uncited: count("uncited") },
    answerMs: Math.round(timings.total),
  };
}
