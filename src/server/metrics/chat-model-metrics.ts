import { Histogram, type Registry } from "prom-client";
import type { TokenUsage } from "../../core/answer.js";
import type { ModelName } from "../signals/model-name.js";

/** A call of a language model that has ended. */
export interface ChatModelCall extends ModelName {
  readonly seconds: number;
  /** Undefined if nothing came. */
  readonly secondsToFirstChunk: number | undefined;
  /** If the provider tells it. */
  readonly usage: TokenUsage | undefined;
  /** Of the error that it ended with. */
  readonly errorType: string | undefined;
}

/** Counts calls of language models. */
export interface ChatModelMetrics {
  called(call: ChatModelCall): void;
}

/** The boundaries that the conventions recommend, in seconds. */
const SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

/** The boundaries that the conventions recommend, up to the longest prompt that a setting allows. */
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576];

const LABELS = ["gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model"] as const;

/**
 * Calls of language models by the names of OpenTelemetry's conventions for generative AI, release 0.1, as Prometheus
 * writes them. https://github.com/open-telemetry/semantic-conventions-genai/blob/v0.1.0/docs/gen-ai/gen-ai-metrics.md
 */
export function createChatModelMetrics(registry: Registry): ChatModelMetrics {
  const registers = [registry];
  const duration = new Histogram({
    name: "gen_ai_client_operation_duration_seconds",
    help: "Time of a call of a language model, retries included.",
    labelNames: [...LABELS, "error_type"],
    buckets: SECONDS,
    registers,
  });
  const firstChunk = new Histogram({
    name: "gen_ai_client_operation_time_to_first_chunk_seconds",
    help: "Time until a language model's first piece of text.",
    labelNames: LABELS,
    buckets: SECONDS,
    registers,
  });
  const tokens = new Histogram({
    name: "gen_ai_client_token_usage",
    help: "Tokens of a call of a language model as its provider counts them: input, output.",
    labelNames: [...LABELS, "gen_ai_token_type"],
    buckets: TOKENS,
    registers,
  });
  return {
    called({ provider, model, seconds, secondsToFirstChunk, usage, errorType }) {
      const labels = {
        gen_ai_operation_name: "chat",
        gen_ai_provider_name: provider,
        gen_ai_request_model: model,
      };
      duration.observe({ ...labels, ...(errorType !== undefined && { error_type: errorType }) }, seconds);
      if (secondsToFirstChunk !== undefined) {
        firstChunk.observe(labels, secondsToFirstChunk);
      }
      if (usage !== undefined) {
        tokens.observe({ ...labels, gen_ai_token_type: "input" }, usage.inputTokens);
        tokens.observe({ ...labels, gen_ai_token_type: "output" }, usage.outputTokens);
      }
    },
  };
}
