import { FootnoteError } from "../../core/errors.js";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { type DataContent, loadContent } from "./load-content.js";
import { parseJson, readJsonLines } from "./parse-json.js";

/**
 * JSON and JSON Lines: keys are headings, entries that hold only short values are rows. A line of JSON Lines
 * that isn't JSON is kept as it stands, so that one broken line neither hides the others nor itself.
 */
export const JSON_LOADER: Loader = {
  format: "json",
  extensions: [".json", ".jsonl", ".ndjson"],
  async load(bytes, path, limits) {
    return loadContent(parse(decodeText(bytes, path), path), path, limits);
  },
};

/** One value, or the entries of JSON Lines; files of both kinds are found under either extension. */
function parse(text: string, path: string): DataContent {
  if (text.trim() === "") {
    return { entries: [] };
  }
  try {
    return { root: parseJson(text) };
  } catch (cause) {
    const entries = readJsonLines(text);
    if (entries !== undefined) {
      return { entries };
    }
    throw new FootnoteError("unreadable_document", `${path} isn't valid JSON: ${reason(cause)}`, { cause });
  }
}

/** V8's message without the excerpt of the content that follows it. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "";
  return /^(?:Unexpected token '.+?'|[^,"]+)/u.exec(message)?.[0] ?? "it can't be parsed";
}
