import type { TokenUsage } from "../../core/answer.js";
import { errorType } from "../signals/error-type.js";
import { modelName } from "../signals/model-name.js";
import type { ChatModelObserver } from "../signals/observe-chat-model.js";
import type { Attributes, Tracing } from "./tracing.js";

/**
 * Traces calls of a language model by OpenTelemetry's conventions for generative AI, release 0.1.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/v0.1.0/docs/gen-ai/gen-ai-spans.md
 * @param withContent whether spans say what it was asked and wrote
 */
export function traceChatModel(tracing: Tracing, withContent: boolean): ChatModelObserver {
  return {
    begin(id, { system, user }) {
      const start = performance.now();
      const { provider, model } = modelName(id);
      const span = tracing.start(`chat ${model}`, {
        kind: "client",
        attributes: {
          "gen_ai.operation.name": "chat",
          "gen_ai.provider.name": provider,
          "gen_ai.request.model": model,
          "gen_ai.request.stream": true,
          "gen_ai.output.type": "text",
        },
      });
      let written = "";
      let firstChunk: number | undefined;
      let usage: TokenUsage | undefined;
      return {
        part(part) {
          if (part.type === "usage") {
            usage = part.usage;
            return;
          }
          firstChunk ??= (performance.now() - start) / 1000;
          if (withContent) {
            written += part.text;
          }
        },
        end(error) {
          span.set({
            ...(firstChunk !== undefined && { "gen_ai.response.time_to_first_chunk": firstChunk }),
            ...(usage !== undefined && {
              "gen_ai.usage.input_tokens": usage.inputTokens,
              "gen_ai.usage.output_tokens": usage.outputTokens,
            }),
            ...(withContent && contentOf(system, user, written)),
          });
          if (error !== undefined) {
            span.fail(errorType(error));
          }
          span.end();
        },
      };
    },
  };
}

/** Prompt and answer in the conventions' JSON. */
function contentOf(system: string, user: string, written: string): Attributes {
  const parts = (content: string) => [{ type: "text", content }];
  return {
    "gen_ai.system_instructions": JSON.stringify(parts(system)),
    "gen_ai.input.messages": JSON.stringify([{ role: "user", parts: parts(user) }]),
    "gen_ai.output.messages": JSON.stringify([{ role: "assistant", parts: parts(written) }]),
  };
}
