import { publicError } from "../http/errors.js";
import type { AnswerObserver } from "../signals/observe-answer.js";
import type { Span, Tracing } from "./tracing.js";

/**
 * Traces answers: `answer`, and in it `writing`, which begins when the passages are there.
 * @param withContent whether spans say what was asked and answered
 */
export function traceAnswers(tracing: Tracing, withContent: boolean): AnswerObserver {
  return {
    begin() {
      const span = tracing.start("answer");
      let writing: Span | undefined;
      return {
        step: (work) => (writing ?? span).run(work),
        event(event) {
          if (event.type === "passages") {
            span.set({ "footnote.passages": event.passages.length });
            writing = span.run(() => tracing.start("writing"));
          } else if (event.type === "done") {
            const { id, kind, confidence, language, model, citations, question, answer } = event.answer;
            span.set({
              "footnote.answer.id": id,
              "footnote.answer.outcome": kind,
              "footnote.answer.confidence": confidence,
              "footnote.answer.language": language,
              "footnote.answer.model": model,
              "footnote.answer.citations": citations.length,
              ...(withContent && { "footnote.question": question, "footnote.answer": answer }),
            });
          }
        },
        end(error) {
          writing?.end();
          if (error !== undefined) {
            span.fail(publicError(error).code);
          }
          span.end();
        },
      };
    },
  };
}
