import { FootnoteError } from "../../core/errors.js";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { isRecord, type Json, nameOf, stringOf } from "./json-value.js";
import { JsonWriter } from "./json-writer.js";
import { type JsonEntry, parseJson, readJsonLines } from "./parse-json.js";

/**
 * JSON and JSON Lines: keys are headings, entries that hold only short values are rows. A line of JSON Lines
 * that isn't JSON is kept as it stands, so that one broken line neither hides the others nor itself.
 */
export const JSON_LOADER: Loader = {
  format: "json",
  extensions: [".json", ".jsonl", ".ndjson"],
  async load(bytes, path, limits) {
    const builder = new TextBuilder(path, limits.characters);
    const writer = new JsonWriter(builder, path, limits.nesting);
    const content = parse(decodeText(bytes, path), path);
    if ("entries" in content) {
      writer.addEntries(content.entries);
    } else {
      writer.addRoot(content.root);
    }
    const root = "root" in content && isRecord(content.root) ? content.root : {};
    return {
      title: nameOf(root) ?? titleFromPath(path),
      ...builder.build(),
      pages: null,
      language: languageCode(stringOf(root["language"]) ?? stringOf(root["lang"])),
    };
  },
};

/** One value, or the entries of JSON Lines; files of both kinds are found under either extension. */
function parse(text: string, path: string): { root: Json } | { entries: JsonEntry[] } {
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
