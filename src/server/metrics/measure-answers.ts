import { publicError } from "../http/errors.js";
import type { AnswerObserver } from "../signals/observe-answer.js";
import type { AnswerMetrics, Protocol } from "./answer-metrics.js";

/** Counts and times answers. */
export function measureAnswers(metrics: AnswerMetrics): AnswerObserver {
  return {
    begin(c) {
      const measurement = metrics.begin(protocolOf(c.req.path));
      return {
        event(event) {
          if (event.type === "delta") {
            measurement.firstText();
          } else if (event.type === "done") {
            measurement.done(event.answer);
          }
        },
        end: (error) => measurement.end(error === undefined ? undefined : publicError(error).code),
      };
    },
  };
}

function protocolOf(path: string): Protocol {
  if (path.endsWith("/mcp")) {
    return "mcp";
  }
  return path.endsWith("/v1/chat/completions") ? "openai" : "chat";
}
