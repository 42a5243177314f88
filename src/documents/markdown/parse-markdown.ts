import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import type { LoadLimits } from "../../core/ports/loader.js";
import { nestedTooDeep } from "../unreadable.js";

declare module "mdast" {
  interface RootContentMap {
    /** Front matter in TOML, which the types of mdast leave out. */
    toml: Literal & { type: "toml" };
  }
}

/**
 * The tree of a Markdown text.
 * @throws FootnoteError `unreadable_document` if quotes, lists or emphasis are nested too deep
 */
export function parseMarkdown(source: string, path: string, { nesting }: Pick<LoadLimits, "nesting">): Root {
  if (containerDepth(source, nesting) > nesting) {
    throw nestedTooDeep(path, nesting);
  }
  try {
    return fromMarkdown(source, {
      extensions: [gfm(), frontmatter(["yaml", "toml"])],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml", "toml"])],
    });
  } catch (error) {
    // The parser recurses into emphasis and links, so their depth shows only when the stack is full.
    if (error instanceof RangeError) {
      throw nestedTooDeep(path, nesting);
    }
    throw error;
  }
}

/**
 * An upper estimate of how deep quotes and lists are nested, from the starts of the lines: the parser's time grows
 * with the square of the depth. Two columns of white space before a marker may be one level.
 */
function containerDepth(source: string, enough: number): number {
  let deepest = 0;
  let line = 0;
  while (line < source.length && deepest <= enough) {
    deepest = Math.max(deepest, lineDepth(source, line, enough));
    const end = source.indexOf("\n", line);
    line = end === -1 ? source.length : end + 1;
  }
  return deepest;
}

/** A marker of a quote or list item with the white space around it. */
const CONTAINER = /([ \t]*)(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/uy;

function lineDepth(source: string, start: number, enough: number): number {
  let depth = 0;
  CONTAINER.lastIndex = start;
  for (
    let found = CONTAINER.exec(source);
    found !== null && depth <= enough;
    found = CONTAINER.exec(source)
  ) {
    depth += 1 + Math.floor((found[1] ?? "").length / 2);
  }
  return depth;
}
