import type { ChatModel, ChatPart } from "../../answering/llm/chat-model.js";
import type { ChatPrompt } from "../../answering/prompts/template.js";

/** Is told of a language model's calls. */
export interface ChatModelObserver {
  begin(model: string, prompt: ChatPrompt): ChatCallObserver;
}

/** Is told of one call. */
export interface ChatCallObserver {
  part(part: ChatPart): void;
  /** @param error undefined if the call ended well, or the reader has stopped reading */
  end(error: unknown): void;
}

/** The model, whose calls are observed. */
export function observeChatModel(model: ChatModel, observers: readonly ChatModelObserver[]): ChatModel {
  return {
    id: model.id,
    async *stream(prompt, signal) {
      const calls = observers.map((observer) => observer.begin(model.id, prompt));
      let failure: unknown;
      try {
        for await (const part of model.stream(prompt, signal)) {
          for (const call of calls) {
            call.part(part);
          }
          yield part;
        }
      } catch (error) {
        failure = error;
        throw error;
      } finally {
        for (const call of calls) {
          call.end(failure);
        }
      }
    },
  };
}
