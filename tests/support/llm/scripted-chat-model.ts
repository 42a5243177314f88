import type { ChatModel } from "../../../src/answering/llm/chat-model.js";
import type { ChatPrompt } from "../../../src/answering/prompts/template.js";
import { throwIfAborted } from "../../../src/core/abort.js";

/** Cuts markers and words in the middle, as providers do. */
const CHUNK_CHARACTERS = 3;

/** A chat model without a provider: it writes, piece by piece, what a function makes of the prompt. */
export function scriptedChatModel(answer: (prompt: ChatPrompt) => string): ChatModel {
  return {
    id: "scripted:test",
    async *stream(prompt, signal) {
      throwIfAborted(signal);
      const text = answer(prompt);
      for (let start = 0; start < text.length; start += CHUNK_CHARACTERS) {
        yield { type: "text", text: text.slice(start, start + CHUNK_CHARACTERS) };
        throwIfAborted(signal);
      }
      yield { type: "usage", usage: { inputTokens: 100, outputTokens: 10 } };
    },
  };
}
