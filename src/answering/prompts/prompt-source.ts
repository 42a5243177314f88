import { readdir, stat } from "node:fs/promises";
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
  let seen = await stamp(dir);
  return {
    async current() {
      const now = await stamp(dir);
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

/** A stamp that changes when a file of the folder does: names, times and sizes. */
async function stamp(dir: string): Promise<string> {
  const files = await readdir(dir).catch(() => []);
  const states = files
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map(async (file) => {
      const state = await stat(join(dir, file)).catch(() => undefined);
      return `${file} ${state?.mtimeMs} ${state?.size}`;
    });
  return (await Promise.all(states)).join("\n");
}
