import type { TokenUsage } from "../../core/answer.js";
import type { ChatPrompt } from "../prompts/template.js";

/** A piece of what a model writes; the usage comes once, at the end, if the provider tells it. */
export type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "usage"; readonly usage: TokenUsage };

/**
 * The text of what a model writes.
 * @param onUsage takes the usage, where the provider tells it
 */
export async function* textsOf(
  parts: AsyncIterable<ChatPart>,
  onUsage: (usage: TokenUsage) => void = () => undefined,
): AsyncGenerator<string, void> {
  for await (const part of parts) {
    if (part.type === "text") {
      yield part.text;
    } else {
      onUsage(part.usage);
    }
  }
}

/** A chat model of some provider. */
export interface ChatModel {
  /** `provider:model`. */
  readonly id: string;
  /**
   * Streams an answer. A call that fails before its first piece is retried where that may help. The call is ended at
   * the provider when the caller stops reading or aborts.
   * @throws FootnoteError `llm_failed`, `llm_busy`, `llm_timeout`, `aborted`
   */
  stream(prompt: ChatPrompt, signal: AbortSignal | undefined): AsyncGenerator<ChatPart, void>;
}
