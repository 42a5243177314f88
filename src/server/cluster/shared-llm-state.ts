import { z } from "zod";
import type { LlmEnding, LlmHealth } from "../health/llm-health.js";
import type { Channel, Notice } from "./channel.js";

/** How a call of the language model has ended, in the worker that tells it or, told by the primary, in another one. */
const LLM_ENDING: Notice<LlmEnding> = { name: "llm-ending", content: z.enum(["ok", "failing"]) };

/** Tells each worker how the others' calls of the language model end, so that all say the same of it. */
export class SharedLlmState {
  readonly #channels = new Set<Channel>();
  #latest: LlmEnding | undefined;

  /** A worker takes requests from now on. */
  add(channel: Channel): void {
    this.#channels.add(channel);
    if (this.#latest !== undefined) {
      channel.notify(LLM_ENDING, this.#latest);
    }
    channel.onNotice(LLM_ENDING, (ending) => {
      this.#latest = ending;
      for (const other of this.#channels) {
        if (other !== channel) {
          other.notify(LLM_ENDING, ending);
        }
      }
    });
  }

  /** A worker has ended; one that was never added may be. */
  remove(channel: Channel): void {
    this.#channels.delete(channel);
  }
}

/** Lets a worker know how the calls of the others end. */
export function joinLlmState(channel: Channel, health: LlmHealth): void {
  channel.onNotice(LLM_ENDING, (ending) => health.told(ending));
  health.onChange((ending) => channel.notify(LLM_ENDING, ending));
}
