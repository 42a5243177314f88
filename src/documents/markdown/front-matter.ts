import { oneLine } from "../cell-text.js";
import { languageCode } from "../metadata.js";

/** The metadata of a Markdown file. */
export interface FrontMatter {
  readonly title: string | null;
  /** What the document is about, in a sentence or two. */
  readonly description: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
}

/**
 * Reads front matter in YAML (`title: Manual`) or TOML (`title = "Manual"`). Only plain and quoted values on one line
 * count; there is no need for a parser of either language.
 */
export function readFrontMatter(source: string): FrontMatter {
  return fromFields((key) => value(source, key));
}

/** The value of a top-level key, or null. */
function value(source: string, key: string): string | null {
  // Behind the first table of TOML, keys are no longer those of the document.
  const [top = ""] = source.split(/^\[/mu);
  const found = new RegExp(
    `^${key}[ \\t]*[:=][ \\t]*(.*)(?:\\r?\\n((?:[ \\t]+.*(?:\\r?\\n|$)){1,5}))?`,
    "imu",
  ).exec(top);
  const line = found?.[1]?.trim();
  if (line !== undefined && /^[|>][+-]?$/u.test(line)) {
    return oneLine(found?.[2] ?? "");
  }
  if (line === undefined || /^[|>[{&*!]/u.test(line)) {
    return null;
  }
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/u.exec(line);
  if (quoted === null) {
    return line.replace(/\s+#.*$/u, "");
  }
  const [, double, single = ""] = quoted;
  return double === undefined ? single.replaceAll("''", "'") : double.replace(/\\(["\\])/gu, "$1");
}

/** Front matter in JSON is looked for in so many characters, and its end at so many lines that close an object. */
const MAX_JSON = 65_536;
const MAX_ENDS = 50;

const CLOSING_LINE = /\}[ \t]*$/gmu;

/**
 * Takes front matter in JSON, which stands at the start of a file as it is (Hugo's third format), from what follows.
 * @returns undefined for a text that doesn't begin with it
 */
export function takeJsonFrontMatter(
  source: string,
): { readonly frontMatter: FrontMatter; readonly body: string } | undefined {
  if (!/^\uFEFF?\{\s*"/u.test(source)) {
    return undefined;
  }
  const start = source.indexOf("{");
  const ends = source.slice(0, MAX_JSON).matchAll(CLOSING_LINE);
  for (const [i, { index }] of Array.from(ends).entries()) {
    const fields = i < MAX_ENDS ? parseObject(source.slice(start, index + 1)) : undefined;
    if (fields !== undefined) {
      return { frontMatter: fromFields((key) => stringOf(fields[key])), body: source.slice(index + 1) };
    }
  }
  return undefined;
}

function parseObject(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function stringOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function fromFields(fieldOf: (key: string) => string | null): FrontMatter {
  const text = (key: string) => fieldOf(key)?.trim() || null;
  return {
    title: text("title"),
    description: text("description"),
    language: languageCode(text("lang") ?? text("language")),
  };
}
