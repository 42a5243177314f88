import type { Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import type { LoadLimits } from "../../core/ports/loader.js";
import { nestedTooDeep } from "../unreadable.js";
import { piecesOf } from "./pieces.js";

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
    return { type: "root", children: parseInPieces(source) };
  } catch (error) {
    // The parser recurses into emphasis and links, so their depth shows only when the stack is full.
    if (error instanceof RangeError) {
      throw nestedTooDeep(path, nesting);
    }
    throw error;
  }
}

/**
 * The blocks of a text, which is parsed piece by piece: the parser's time grows with the square of what lists and
 * footnotes it has. What a piece refers to and another one defines is defined for it as well. A list that is cut is two.
 *
 * @param minPiece the shortest piece, in characters
 */
export function parseInPieces(source: string, minPiece?: number): RootContent[] {
  const pieces = piecesOf(source, minPiece);
  const [whole = "", ...others] = pieces;
  if (others.length === 0) {
    return parse(whole).children;
  }
  const defined = new Set(pieces.flatMap((piece) => labelsIn(piece, DEFINITION)));
  return pieces.flatMap((piece, i) => {
    const used = new Set(labelsIn(piece, LABEL).filter((label) => defined.has(label)));
    const definitions = Array.from(used, (label) => `[${label}]: #\n\n`).join("");
    // Front matter must stand first; behind code that isn't closed, which only the last piece has, there are no definitions.
    const before = i === 0 ? "" : definitions;
    const { children } = parse(i === 0 ? `${piece}\n\n${definitions}` : before + piece);
    return children.filter(({ position }) => {
      const offset = (position?.start.offset ?? 0) - before.length;
      return offset >= 0 && offset < piece.length;
    });
  });
}

function parse(source: string): Root {
  return fromMarkdown(source, {
    extensions: [gfm(), frontmatter(["yaml", "toml"])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml", "toml"])],
  });
}

/** What links and footnotes refer to, at the start of a line and anywhere. */
const DEFINITION = /^[ \t>]*\[((?:[^[\]\\]|\\.){1,999})\]:/gmu;
const LABEL = /\[((?:[^[\]\\]|\\.){1,999})\]/gu;

/** Labels are the same whatever their case and white space (CommonMark 0.31, 4.7). */
function labelsIn(source: string, pattern: RegExp): string[] {
  return Array.from(source.matchAll(pattern), ([, label = ""]) =>
    label.trim().replace(/\s+/gu, " ").toLowerCase(),
  );
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
