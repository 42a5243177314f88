import { publicError } from "../http/errors.js";
import { routePattern } from "../http/route-pattern.js";
import type { AnswerObserver } from "../signals/observe-answer.js";
import type { AnswerMetrics, Protocol } from "./answer-metrics.js";

/** Counts and times answers. */
export function measureAnswers(metrics: AnswerMetrics): AnswerObserver {
  return {
    begin(c) {
      const measurement = metrics.begin(protocolOf(routePattern(c)));
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

function protocolOf(route: string): Protocol {
  switch (route) {
    case "/mcp":
      return "mcp";
    case "/v1/chat/completions":
      return "openai";
    default:
      return "chat";
  }
}
