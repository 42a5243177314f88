import type { TokenUsage } from "../../core/answer.js";

/** What a completion took, in OpenAI's shape. */
export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/**
 * What the language model read and wrote, if it was reported. Otherwise the words and signs of what was sent and
 * answered: without a model there are no tokens, and a count of what went over the wire is better than an invented one.
 */
export function usageOf(reported: TokenUsage | undefined, sent: string, answered: string): Usage {
  const prompt = reported?.inputTokens ?? wordsAndSigns(sent);
  const completion = reported?.outputTokens ?? wordsAndSigns(answered);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function wordsAndSigns(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)?.length ?? 0;
}
