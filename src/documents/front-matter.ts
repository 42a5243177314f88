import { languageCode } from "./language-code.js";

/** What a Markdown file says of itself above its text. */
export interface FrontMatter {
  readonly title: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
}

/**
 * Reads title and language from front matter in YAML (`title: Manual`) or TOML (`title = "Manual"`). Only plain
 * and quoted values on one line count; there is no need for a parser of either language.
 */
export function readFrontMatter(source: string): FrontMatter {
  const title = value(source, "title");
  return {
    title: title === "" ? null : title,
    language: languageCode(value(source, "lang") ?? value(source, "language")),
  };
}

/** The value of a top-level key, or null. */
function value(source: string, key: string): string | null {
  const line = new RegExp(`^${key}[ \\t]*[:=][ \\t]*(.*)$`, "imu").exec(source)?.[1]?.trim();
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
