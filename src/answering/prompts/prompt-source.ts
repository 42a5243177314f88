import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadPrompts, type Prompts } from "./load-prompts.js";

/** Provides the current prompts. */
export interface PromptSource {
  current(): Promise<Prompts>;
}

/** How prompts are kept. */
export interface PromptSourceOptions {
  /** Whether a changed file is used from the next question on. */
  readonly reload: boolean;
  /** Is called with a sentence for the operator. */
  readonly onNotice: (notice: string) => void;
}

/**
 * Opens the folder of prompts. Where changed prompts are invalid, the previous ones stay in use, and the operator
 * gets one notice.
 * @throws FootnoteError `invalid_prompt` if the prompts are invalid at the start
 */
export async function openPrompts(
  dir: string,
  { reload, onNotice }: PromptSourceOptions,
): Promise<PromptSource> {
  let prompts = await loadPrompts(dir);
  if (!reload) {
    return { current: async () => prompts };
  }
  let seen = stamp(dir);
  return {
    async current() {
      const now = stamp(dir);
      if (now === seen) {
        return prompts;
      }
      seen = now;
      try {
        prompts = await loadPrompts(dir);
        onNotice("The prompts were changed; the new ones count from now on.");
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        onNotice(`The changed prompts can't be used, the ones before still count: ${reason}`);
      }
      return prompts;
    },
  };
}

/**
 * A stamp that changes when a file of the folder does: names, times and sizes; empty if the folder can't be read. It is
 * taken synchronously: promises cost four times as much of the processor, as long as a fifth of an answer.
 */
function stamp(dir: string): string {
  try {
    return readdirSync(dir)
      .filter((file) => file.endsWith(".md"))
      .sort()
      .map((file) => {
        const { mtimeMs, size } = statSync(join(dir, file));
        return `${file} ${mtimeMs} ${size}`;
      })
      .join("\n");
  } catch {
    return "";
  }
}
