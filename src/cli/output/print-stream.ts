import { finishAnswer } from "../../app/finish-answer.js";
import type { Answer, AnswerEvent } from "../../core/answer.js";
import { type Layout, print } from "../terminal.js";
import { refusalHeading } from "./answer-text.js";
import { createWrapper } from "./wrap.js";

/**
 * Prints the text of an answer as it is written. That it is a refusal is known, and said, only after it.
 * @returns the whole answer
 */
export async function printStream(events: AsyncIterable<AnswerEvent>, layout: Layout): Promise<Answer> {
  const wrapper = createWrapper(layout.width);
  const answer = await finishAnswer(events, (text) => print(wrapper.push(text)));
  print(`${wrapper.flush()}\n${answer.answered ? "" : refusalHeading(layout)}`);
  return answer;
}
