import { FootnoteError } from "../../core/errors.js";

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** A text with `{{placeholders}}`. */
export interface Template<Name extends string> {
  /** The file without `.md` and the version it says it has: `answer@2`. */
  readonly version: string;
  /** Fills every placeholder; the values are taken as they are. */
  render(values: Readonly<Record<Name, string>>): string;
}

/** A parsed prompt file. */
export interface TemplateSource {
  /** The file's name. */
  readonly file: string;
  readonly version: string;
  /** The variables it says it has. */
  readonly variables: readonly string[];
  /** What follows the front matter. */
  readonly body: string;
}

/** Fills the placeholders of a text; the values are taken as they are. */
function fill(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(PLACEHOLDER, (_, name: string) => values[name] ?? "");
}

/**
 * Checks a template: each placeholder has to be one of `names`, each name has to be used, and the front matter has
 * to list them.
 *
 * @throws FootnoteError `invalid_prompt` that names file and placeholder
 */
export function parseTemplate<Name extends string>(
  { file, version, variables, body }: TemplateSource,
  names: readonly Name[],
): Template<Name> {
  const used = new Set(Array.from(body.matchAll(PLACEHOLDER), (match) => match[1] ?? ""));
  const known =
    names.length === 0 ? "it takes none" : `it takes ${names.map((name) => `{{${name}}}`).join(", ")}`;
  for (const name of [...used, ...variables]) {
    if (!names.some((other) => other === name)) {
      throw invalidPrompt(file, `the placeholder {{${name}}} is unknown; ${known}`);
    }
  }
  for (const name of names) {
    if (!used.has(name)) {
      throw invalidPrompt(file, `the placeholder {{${name}}} is missing`);
    }
    if (!variables.includes(name)) {
      throw invalidPrompt(file, `"variables" has to list ${name}`);
    }
  }
  const text = body.trim();
  if (text === "") {
    throw invalidPrompt(file, "the file is empty");
  }
  return {
    version: `${file.replace(/\.md$/u, "")}@${version}`,
    render: (values) => fill(text, values),
  };
}

export function invalidPrompt(file: string, problem: string, cause?: unknown): FootnoteError {
  return new FootnoteError("invalid_prompt", `${file}: ${problem}`, { cause });
}

/** The prompt of a chat model: its role, and its task. */
export interface ChatPrompt {
  readonly system: string;
  readonly user: string;
}

const PARTS = /^<!--[ \t]*system[ \t]*-->[ \t]*$([\s\S]*?)^<!--[ \t]*user[ \t]*-->[ \t]*$([\s\S]*)/mu;

/** A prompt of two parts with `{{placeholders}}`. */
export interface ChatTemplate<Name extends string> {
  /** `answer@2`. */
  readonly version: string;
  /** Fills every placeholder; the values are taken as they are. */
  render(values: Readonly<Record<Name, string>>): ChatPrompt;
}

/**
 * Checks a prompt of two parts, below the lines `<!-- system -->` and `<!-- user -->`.
 * @throws FootnoteError `invalid_prompt` that names the file and what is wrong
 */
export function parseChatTemplate<Name extends string>(
  source: TemplateSource,
  names: readonly Name[],
): ChatTemplate<Name> {
  const [, system = "", user = ""] = PARTS.exec(source.body) ?? [];
  if (system.trim() === "" || user.trim() === "") {
    throw invalidPrompt(source.file, "it needs a text below <!-- system --> and one below <!-- user -->");
  }
  return {
    version: parseTemplate(source, names).version,
    render: (values) => ({ system: fill(system.trim(), values), user: fill(user.trim(), values) }),
  };
}
