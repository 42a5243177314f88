import type { Answer, AnswerEvent } from "../core/answer.js";

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
