import { FootnoteError } from "../../core/errors.js";
import type { ChatModelObserver } from "../signals/observe-chat-model.js";
import type { LlmState } from "./readiness.js";

/** How a call of the language model has ended. */
export type LlmEnding = Exclude<LlmState, "unused">;

/** Remembers how the last call of the language model ended. */
export interface LlmHealth extends ChatModelObserver {
  state(): LlmState;
  /** A call of another process has ended. */
  told(ending: LlmEnding): void;
  /** Tells of a call of this process that has ended otherwise than the last one. A later listener takes the place. */
  onChange(listener: (ending: LlmEnding) => void): void;
}

/** Knows of no call yet. */
export function createLlmHealth(): LlmHealth {
  let state: LlmState = "unused";
  let tell: (ending: LlmEnding) => void = () => undefined;
  return {
    state: () => state,
    told(ending) {
      state = ending;
    },
    onChange(listener) {
      tell = listener;
    },
    begin: () => ({
      part: () => undefined,
      end(error) {
        // A client that left says nothing about the model.
        if (FootnoteError.is(error) && error.code === "aborted") {
          return;
        }
        const ending = error === undefined ? "ok" : "failing";
        if (ending !== state) {
          state = ending;
          tell(ending);
        }
      },
    }),
  };
}
