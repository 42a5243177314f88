import { parse } from "yaml";
import { z } from "zod";
import { invalidPrompt, type TemplateSource } from "./template.js";

const FRONT_MATTER = /^\u{FEFF}?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

const SCHEMA = z.strictObject({
  version: z.union([z.number(), z.string().min(1)]).transform(String),
  variables: z.array(z.string()),
  description: z.string().optional(),
});

/**
 * Takes a prompt file apart: YAML between two lines `---`, with `version` and `variables`, and the text.
 * @throws FootnoteError `invalid_prompt` that names the file and what is wrong
 */
export function readPromptFile(file: string, source: string): TemplateSource {
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
