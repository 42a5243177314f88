import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FootnoteError } from "../../core/errors.js";
import { type ChatTemplate, parseChatTemplate } from "./chat-template.js";
import { readPromptFile } from "./front-matter.js";
import { invalidPrompt, parseTemplate, type TemplateSource } from "./template.js";

/** The texts that can be edited without touching code. */
export interface Prompts {
  /** Asks a model for an answer. */
  readonly answer: ChatTemplate<"passages" | "question" | "language" | "key">;
  /** Asks a model to make a question independent of its conversation. */
  readonly standaloneQuestion: ChatTemplate<"conversation" | "question" | "key">;
  /**
   * What is said when the documents don't hold the answer.
   * @param language ISO 639-1 code; English where there is no text in it
   */
  refusal(language: string): string;
}

const FALLBACK_LANGUAGE = "en";

/**
 * Loads and checks the folder of prompts: `answer.md`, `standalone-question.md`, and `refusal.<language>.md` for
 * any number of languages, English among them.
 *
 * @throws FootnoteError `invalid_prompt` that names the file and what is wrong with it
 */
export async function loadPrompts(dir: string): Promise<Prompts> {
  const [answer, standaloneQuestion, refusals] = await Promise.all([
    read(dir, "answer.md"),
    read(dir, "standalone-question.md"),
    loadRefusals(dir),
  ]);
  const fallback = refusals.get(FALLBACK_LANGUAGE);
  if (fallback === undefined) {
    throw missing(`refusal.${FALLBACK_LANGUAGE}.md`, undefined);
  }
  return {
    answer: parseChatTemplate(answer, ["passages", "question", "language", "key"]),
    standaloneQuestion: parseChatTemplate(standaloneQuestion, ["conversation", "question", "key"]),
    refusal: (language) => refusals.get(language) ?? fallback,
  };
}

async function loadRefusals(dir: string): Promise<Map<string, string>> {
  const files = await readdir(dir).catch((cause: unknown) => {
    throw new FootnoteError("invalid_prompt", "The prompts folder can't be read; check PROMPTS_DIR", {
      cause,
    });
  });
  const refusals = new Map<string, string>();
  for (const file of files) {
    const language = /^refusal\.([a-z]{2})\.md$/u.exec(file)?.[1];
    if (language === undefined) {
      continue;
    }
    refusals.set(language, parseTemplate(await read(dir, file), []).render({}));
  }
  return refusals;
}

async function read(dir: string, file: string): Promise<TemplateSource> {
  const source = await readFile(join(dir, file), "utf8").catch((cause: unknown) => {
    throw missing(file, cause);
  });
  return readPromptFile(file, source);
}

function missing(file: string, cause: unknown): FootnoteError {
  return invalidPrompt(file, "the file is missing in the prompts folder or can't be read", cause);
}
