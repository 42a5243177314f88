import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { FootnoteError } from "../../core/errors.js";
import {
  type ChatTemplate,
  invalidPrompt,
  parseChatTemplate,
  parseTemplate,
  type TemplateSource,
} from "./template.js";

/** The texts that can be edited without touching code. */
export interface Prompts {
  /** Asks a model for an answer. */
  readonly answer: ChatTemplate<"passages" | "question" | "language" | "key">;
  /** Asks a model to make a question independent of its conversation. */
  readonly standaloneQuestion: ChatTemplate<"conversation" | "question" | "key">;
  /**
   * The text of a refusal.
   * @param language ISO 639-1 code; English where there is no text in it
   */
  refusal(language: string): string;
  /** What leads into excerpts that come closest to an answer; in a language as a refusal is. */
  excerpts(language: string): string;
}

const FALLBACK_LANGUAGE = "en";

/**
 * Loads and checks the folder of prompts: `answer.md`, `standalone-question.md`, and `refusal.<language>.md` and
 * `excerpts.<language>.md` for any number of languages, English among them.
 *
 * @throws FootnoteError `invalid_prompt` that names the file and what is wrong with it
 */
export async function loadPrompts(dir: string): Promise<Prompts> {
  const [answer, standaloneQuestion, refusal, excerpts] = await Promise.all([
    read(dir, "answer.md"),
    read(dir, "standalone-question.md"),
    loadTexts(dir, "refusal"),
    loadTexts(dir, "excerpts"),
  ]);
  return {
    answer: parseChatTemplate(answer, ["passages", "question", "language", "key"]),
    standaloneQuestion: parseChatTemplate(standaloneQuestion, ["conversation", "question", "key"]),
    refusal,
    excerpts,
  };
}

/** A text by its language, from `<name>.<language>.md`; the English one where there is none in a language. */
async function loadTexts(dir: string, name: "refusal" | "excerpts"): Promise<(language: string) => string> {
  const files = await readdir(dir).catch((cause: unknown) => {
    throw new FootnoteError("invalid_prompt", "The prompts folder can't be read; check PROMPTS_DIR", {
      cause,
    });
  });
  const texts = new Map<string, string>();
  for (const file of files) {
    const [of, language, extension, ...rest] = file.split(".");
    if (of === name && language !== undefined && extension === "md" && rest.length === 0) {
      texts.set(language, parseTemplate(await read(dir, file), []).render({}));
    }
  }
  const fallback = texts.get(FALLBACK_LANGUAGE);
  if (fallback === undefined) {
    throw missing(`${name}.${FALLBACK_LANGUAGE}.md`, undefined);
  }
  return (language) => texts.get(language) ?? fallback;
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

const FRONT_MATTER = /^\u{FEFF}?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

const SCHEMA = z.strictObject({
  version: z.union([z.number(), z.string().min(1)]).transform(String),
  variables: z.array(z.string()),
  description: z.string().optional(),
});

/**
 * Parses a prompt file: front matter in YAML between two lines `---`, with `version` and `variables`, then the text.
 * @throws FootnoteError `invalid_prompt` that names the file and what is wrong
 */
function readPromptFile(file: string, source: string): TemplateSource {
  const match = FRONT_MATTER.exec(source);
  if (match === null) {
    throw invalidPrompt(
      file,
      'it has to begin with front matter: "version" and "variables" between two lines ---',
    );
  }
  const { version, variables } = frontMatter(file, match[1] ?? "");
  return { file, version, variables, body: source.slice(match[0].length) };
}

function frontMatter(file: string, yaml: string): z.output<typeof SCHEMA> {
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (cause) {
    throw invalidPrompt(file, "its front matter isn't YAML", cause);
  }
  const checked = SCHEMA.safeParse(value);
  if (checked.success) {
    return checked.data;
  }
  throw invalidPrompt(
    file,
    'its front matter takes "version", "variables" (a list) and "description"',
    checked.error,
  );
}
