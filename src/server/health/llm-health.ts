import { FootnoteError } from "../../core/errors.js";
import type { ChatModelObserver } from "../signals/observe-chat-model.js";
import type { LlmState } from "./readiness.js";

/** Remembers how the last call of the language model ended. */
export interface LlmHealth extends ChatModelObserver {
  state(): LlmState;
}

/** Knows of no call yet. */
export function createLlmHealth(): LlmHealth {
  let state: LlmState = "unused";
  return {
    state: () => state,
    begin: () => ({
      part: () => undefined,
      end(error) {
        // A client that left says nothing about the model.
        if (!FootnoteError.is(error) || error.code !== "aborted") {
          state = error === undefined ? "ok" : "failing";
        }
      },
    }),
  };
}
