import { finishAnswer } from "../../answering/answerer.js";
import { withAnswering } from "../../app/use-workspace.js";
import type { Answer, AnswerEvent } from "../../core/answer.js";
import { buildIndex } from "../ingest-with-progress.js";
import { interruptible } from "../interrupt.js";
import { checkQuestion, configOf, type GlobalOptions } from "../options.js";
import { afterAnswer, answerText, outcomeHeading } from "../output/answer-text.js";
import { documentPaths } from "../output/place.js";
import { createWrapper } from "../output/wrap.js";
import { type Layout, layoutOf, note, print, printJson } from "../terminal.js";

/** Options of `footnote ask`. */
export interface AskOptions extends GlobalOptions {
  readonly json?: boolean;
  readonly stream?: boolean;
}

/** `footnote ask`: answers one question with its sources; excerpts and a refusal are answers too. */
export async function ask(question: string, { json, stream, ...options }: AskOptions): Promise<void> {
  const config = configOf(options);
  checkQuestion(question, config);
  await interruptible((signal) =>
    withAnswering(
      config,
      note,
      (workspace) => buildIndex(workspace, signal),
      async ({ answerer }, { store }) => {
        const events = answerer.answer({ messages: [{ role: "user", content: question }], signal });
        if (json) {
          printJson(await finishAnswer(events));
          return;
        }
        const layout = layoutOf(process.stdout);
        const answer = await (stream ? printStream(events, layout) : finishAnswer(events));
        const paths = documentPaths(
          await store.documents({ ids: new Set(answer.citations.map(({ documentId }) => documentId)) }),
        );
        print((stream ? afterAnswer : answerText)(answer, paths, layout));
      },
    ),
  );
}

/**
 * Prints the text of an answer as it is written. That it is none is known, and said, only after it.
 * @returns the whole answer
 */
async function printStream(events: AsyncIterable<AnswerEvent>, layout: Layout): Promise<Answer> {
  const wrapper = createWrapper(layout.width);
  const answer = await finishAnswer(events, (text) => print(wrapper.push(text)));
  print(`${wrapper.flush()}\n${outcomeHeading(answer, layout)}`);
  return answer;
}
