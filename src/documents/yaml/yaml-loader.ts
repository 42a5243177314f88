import { type Document, LineCounter, type Node, parseAllDocuments, visit } from "yaml";
import { FootnoteError } from "../../core/errors.js";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import type { Json } from "../json/json-value.js";
import { type DataContent, loadContent } from "../json/load-content.js";
import type { JsonEntry } from "../json/parse-json.js";
import { unreadable } from "../unreadable.js";

/**
 * YAML, read as JSON is. Values stand as they are written: `1.10` stays `1.10`, `yes` stays `yes`. Several documents in
 * a file are entries, each at its line. Comments are left out.
 */
export const YAML_LOADER: Loader = {
  format: "yaml",
  extensions: [".yaml", ".yml"],
  async load(bytes, path, limits) {
    const { entries, hasComments } = parse(decodeText(bytes, path), path);
    const [first] = entries;
    const content: DataContent =
      first?.value !== undefined && entries.length === 1 ? { root: first.value } : { entries };
    return loadContent(content, path, limits, hasComments ? ["comments: not read"] : []);
  },
};

function parse(text: string, path: string): { entries: JsonEntry[]; hasComments: boolean } {
  try {
    const lineCounter = new LineCounter();
    const documents = Array.from(
      parseAllDocuments(text, {
        // Every scalar is its text, but for null; tags of programs change nothing.
        schema: "failsafe",
        customTags: ["null"],
        resolveKnownTags: false,
        merge: true,
        uniqueKeys: false,
        logLevel: "silent",
        lineCounter,
      }),
    );
    const entries = documents.map((document) => {
      const value: Json = contentOf(document, path);
      return { row: lineCounter.linePos((document.contents ?? document).range[0]).line, value, source: "" };
    });
    return { entries, hasComments: documents.some(holdsComments) };
  } catch (cause) {
    // The parser is recursive, and refuses aliases that unfold to more than any file needs.
    throw FootnoteError.is(cause)
      ? cause
      : unreadable(path, "is nested too deep or repeats its anchors too often; simplify it", cause);
  }
}

function contentOf(document: Document.Parsed, path: string): Json {
  const [error] = document.errors;
  if (error !== undefined) {
    const [line = ""] = error.message.split("\n");
    throw unreadable(path, `isn't valid YAML: ${line.replace(/: ".*?"|:$/gu, "")}`, error);
  }
  return document.toJS();
}

function holdsComments(document: Document.Parsed): boolean {
  let found = hasComment(document);
  visit(document, {
    Node(_, node) {
      found ||= hasComment(node);
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function hasComment({ comment, commentBefore }: Pick<Node, "comment" | "commentBefore">): boolean {
  return Boolean(comment) || Boolean(commentBefore);
}
