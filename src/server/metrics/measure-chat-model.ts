import type { TokenUsage } from "../../core/answer.js";
import { errorType } from "../signals/error-type.js";
import { modelName } from "../signals/model-name.js";
import type { ChatModelObserver } from "../signals/observe-chat-model.js";
import type { ChatModelMetrics } from "./chat-model-metrics.js";

/** Counts and times calls of a language model. */
export function measureChatModel(metrics: ChatModelMetrics): ChatModelObserver {
  return {
    begin(model) {
      const start = performance.now();
      const elapsed = () => (performance.now() - start) / 1000;
      let secondsToFirstChunk: number | undefined;
      let usage: TokenUsage | undefined;
      return {
        part(part) {
          if (part.type === "text") {
            secondsToFirstChunk ??= elapsed();
          } else {
            usage = part.usage;
          }
        },
        end: (error) =>
          metrics.called({
            ...modelName(model),
            seconds: elapsed(),
            secondsToFirstChunk,
            usage,
            errorType: error === undefined ? undefined : errorType(error),
          }),
      };
    },
  };
}
