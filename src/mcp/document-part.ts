import type { Span, StoredDocument } from "../core/document.js";

/** What an id of the tools, or the address of a resource, points to. */
export interface DocumentPart {
  readonly documentId: string;
  /** The text from this offset on, or what stands around this passage. */
  readonly at: number | Span;
}

/** What is given of a document at once. */
export interface TextWindow extends Span {
  /** The document's text from `start` to `end`. */
  readonly text: string;
  /** The passage that was asked for, within the window. */
  readonly passage: Span | undefined;
  /** The id of the text before it; undefined at the document's start. */
  readonly previous: string | undefined;
  /** The id of the text after it; undefined at the document's end. */
  readonly next: string | undefined;
}

const RESOURCE_PREFIX = "footnote://documents/";

/** The address of a document as a resource, and, with a variable for the id, the template of all of them. */
export function resourceUri(id: string): string {
  return `${RESOURCE_PREFIX}${id}`;
}

/**
 * Reads an id: `DOCUMENT`, `DOCUMENT:OFFSET` for the text from there on, or `DOCUMENT:START-END`, as passages have it.
 * @returns undefined if it is none
 */
export function readId(id: string): DocumentPart | undefined {
  const [, documentId, from = "0", to] = id.match(/^([\w-]{1,64})(?::(\d{1,10})(?:-(\d{1,10}))?)?$/) ?? [];
  if (documentId === undefined) {
    return undefined;
  }
  if (to === undefined) {
    return { documentId, at: Number(from) };
  }
  return Number(from) <= Number(to)
    ? { documentId, at: { start: Number(from), end: Number(to) } }
    : undefined;
}

/** Reads the address of a resource; a span may also stand behind `#`, as in links to the source viewer. */
export function readResourceUri(uri: string): DocumentPart | undefined {
  return uri.startsWith(RESOURCE_PREFIX)
    ? readId(uri.slice(RESOURCE_PREFIX.length).replace("#", ":"))
    : undefined;
}

/** How far from where a window would be cut a line may break for it to be cut there instead. */
const LINE_BREAK_WITHIN = 1000;

/**
 * A window of a document's text: from an offset on, or with a passage in the middle.
 * @param longest in UTF-16 code units; a passage that is longer is cut
 */
export function windowOf({ id, text }: StoredDocument, at: DocumentPart["at"], longest: number): TextWindow {
  const passage = typeof at === "number" ? undefined : clip(at, text.length);
  const { start, end } =
    passage === undefined ? windowFrom(text, Number(at), longest) : windowAround(text, passage, longest);
  return {
    start,
    end,
    text: text.slice(start, end),
    passage: passage && { start: passage.start, end: Math.min(passage.end, end) },
    previous: start > 0 ? `${id}:${Math.max(0, start - longest)}` : undefined,
    next: end < text.length ? `${id}:${end}` : undefined,
  };
}

function clip({ start, end }: Span, length: number): Span {
  return { start: Math.min(start, length), end: Math.min(end, length) };
}

function windowFrom(text: string, offset: number, longest: number): Span {
  const start = wholeCharacter(text, Math.min(offset, text.length));
  return { start, end: cutBefore(text, start + longest, start) };
}

function windowAround(text: string, passage: Span, longest: number): Span {
  const around = longest - (passage.end - passage.start);
  if (around <= 0) {
    return windowFrom(text, passage.start, longest);
  }
  const latest = Math.max(0, text.length - longest);
  const from = Math.min(Math.max(0, passage.start - Math.floor(around / 2)), latest);
  return {
    start: cutAfter(text, from, passage.start),
    end: cutBefore(text, from + longest, passage.end),
  };
}

/** The last place before `at` where a line begins, or `at` itself if that is too far or not behind `least`. */
function cutBefore(text: string, at: number, least: number): number {
  if (at >= text.length) {
    return text.length;
  }
  const line = text.lastIndexOf("\n", at - 1) + 1;
  return line > least && line >= at - LINE_BREAK_WITHIN ? line : wholeCharacter(text, at);
}

/** The first place from `at` on where a line begins, or `at` itself if that is too far or behind `most`. */
function cutAfter(text: string, at: number, most: number): number {
  if (at === 0) {
    return 0;
  }
  const line = text.indexOf("\n", at - 1) + 1;
  return line > 0 && line <= Math.min(most, at + LINE_BREAK_WITHIN) ? line : wholeCharacter(text, at);
}

/** The offset, or the one before it if a surrogate pair stands across it. */
function wholeCharacter(text: string, offset: number): number {
  return text.slice(offset - 1, offset + 1).match(/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/) === null
    ? offset
    : offset - 1;
}
