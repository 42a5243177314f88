import type { LoadedDocument } from "../../core/document.js";
import type { LoadLimits } from "../../core/ports/loader.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { isRecord, type Json, nameOf, stringOf } from "./json-value.js";
import { JsonWriter } from "./json-writer.js";
import type { JsonEntry } from "./parse-json.js";

/** What a file of data holds: one value, or entries that stand one below another. */
export type DataContent = { readonly root: Json } | { readonly entries: readonly JsonEntry[] };

/**
 * Makes a document of data.
 * @param notices what of the file isn't in the content, each a phrase for a person
 * @throws FootnoteError `unreadable_document` if it is nested too deep or becomes too long
 */
export function loadContent(
  content: DataContent,
  path: string,
  limits: LoadLimits,
  notices: readonly string[] = [],
): LoadedDocument {
  const builder = new TextBuilder(path, limits.characters);
  const writer = new JsonWriter(builder, path, limits.nesting);
  if ("entries" in content) {
    writer.addEntries(content.entries);
  } else {
    writer.addRoot(content.root);
  }
  for (const notice of notices) {
    builder.notice(notice);
  }
  const root = "root" in content && isRecord(content.root) ? content.root : {};
  return {
    title: nameOf(root) ?? titleFromPath(path),
    ...builder.build(),
    pages: null,
    language: languageCode(stringOf(root["language"]) ?? stringOf(root["lang"])),
  };
}
